import { describe, expect, it } from 'vitest'
import { parseEnvPart } from './env'
import { storageSettings, storageVariables } from './storage'

const settingsOf = (given: Record<string, string>) => storageSettings(parseEnvPart(given, storageVariables))

describe('storageSettings', () => {
  it('is none while no folder is set, and a folder of its own in the one that is', () => {
    expect(settingsOf({})).toBeNull()
    expect(settingsOf({ VOICEMAIL_HOME: '/storage/data' })).toEqual({
      kind: 'FileSystem',
      timeoutMs: 30_000,
      folder: '/storage/data/patchboard',
    })
  })

  it.each([
    [{ STORAGE_INTERFACE: 'AWS_S3' }, ['STORAGE_BUCKET_NAME']],
    [{ STORAGE_INTERFACE: 'AWS_S3', STORAGE_BUCKET_NAME: 'b', STORAGE_ACCESS_KEY: 'k' }, ['STORAGE_SECRET_KEY']],
    [{ STORAGE_INTERFACE: 'AzureBlob' }, ['STORAGE_ACCOUNT', 'STORAGE_ACCESS_KEY', 'STORAGE_BUCKET_NAME']],
  ])('%j names what it lacks', (given, lacks) => {
    expect(() => settingsOf(given as Record<string, string>)).toThrow(
      expect.objectContaining({
        code: 'configuration',
        fields: lacks.map((path) => expect.objectContaining({ path })),
      }),
    )
  })

  it('leaves keys of S3 to the pod’s role when none are set', () => {
    const given = { STORAGE_INTERFACE: 'AWS_S3', STORAGE_BUCKET_NAME: 'b', STORAGE_REGION: 'eu-west-1' }
    expect(settingsOf(given)).toMatchObject({ keys: null, endpoint: null, region: 'eu-west-1', path: '' })
  })

  it('knows where an account’s blobs are, and never prints its key', () => {
    const settings = settingsOf({
      STORAGE_INTERFACE: 'AzureBlob',
      STORAGE_ACCOUNT: 'contoso',
      STORAGE_ACCESS_KEY: 'hunter2',
      STORAGE_BUCKET_NAME: 'voicemail',
      STORAGE_BUCKET_PATH: 'a/b',
    })
    expect(settings).toMatchObject({
      endpoint: 'https://contoso.blob.core.windows.net',
      container: 'voicemail',
      path: 'a/b',
    })
    expect(JSON.stringify(settings)).not.toContain('hunter2')
  })
})
