import { resolve } from 'node:path'
import { AppError, type FieldIssue } from '@/lib/errors'
import type { Env } from './schema'
import { Secret } from './secret'

export const storageVariables = [
  'STORAGE_INTERFACE',
  'VOICEMAIL_HOME',
  'STORAGE_BUCKET_NAME',
  'STORAGE_BUCKET_PATH',
  'STORAGE_ACCOUNT',
  'STORAGE_ACCESS_KEY',
  'STORAGE_SECRET_KEY',
  'STORAGE_ENDPOINT',
  'STORAGE_REGION',
  'STORAGE_TIMEOUT_SECONDS',
] as const

export type StorageSettings = { timeoutMs: number } & (
  | { kind: 'FileSystem'; folder: string }
  | { kind: 'AzureBlob'; account: string; accessKey: Secret; container: string; path: string; endpoint: string }
  | {
      kind: 'AWS_S3'
      bucket: string
      path: string
      region: string
      /** null: Amazon's own for the region. */
      endpoint: string | null
      /** null: what the SDK finds by itself, such as the role of the pod. */
      keys: { accessKey: string; secretKey: Secret } | null
    }
)

type StorageEnv = Pick<Env, (typeof storageVariables)[number]>

/** Refuses a storage that was chosen and lacks what it needs. */
function need<Name extends keyof StorageEnv>(env: StorageEnv, names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => env[name] === undefined)
  const fields: FieldIssue[] = missing.map((name) => ({
    path: name,
    message: `${name}: is not set, and STORAGE_INTERFACE=${env.STORAGE_INTERFACE} needs it.`,
  }))
  if (fields.length > 0)
    throw new AppError('configuration', fields.map(({ message }) => message).join('\n'), { fields })
  return Object.fromEntries(names.map((name) => [name, String(env[name])])) as Record<Name, string>
}

/**
 * Where files are kept, from the environment. Null: a file system without a folder, which means that none was set up. Throws AppError
 * `configuration` that names what the chosen storage lacks. Pure.
 */
export function storageSettings(env: StorageEnv): StorageSettings | null {
  const timeoutMs = env.STORAGE_TIMEOUT_SECONDS * 1000
  const path = env.STORAGE_BUCKET_PATH ?? ''
  switch (env.STORAGE_INTERFACE) {
    case 'FileSystem':
      return env.VOICEMAIL_HOME === undefined
        ? null
        : { kind: 'FileSystem', timeoutMs, folder: resolve(env.VOICEMAIL_HOME, 'patchboard') }
    case 'AzureBlob': {
      const given = need(env, ['STORAGE_ACCOUNT', 'STORAGE_ACCESS_KEY', 'STORAGE_BUCKET_NAME'])
      const account = given.STORAGE_ACCOUNT
      return {
        kind: 'AzureBlob',
        timeoutMs,
        path,
        account,
        accessKey: new Secret(() => given.STORAGE_ACCESS_KEY),
        container: given.STORAGE_BUCKET_NAME,
        endpoint: env.STORAGE_ENDPOINT ?? `https://${account}.blob.core.windows.net`,
      }
    }
    case 'AWS_S3': {
      const bucket = need(env, ['STORAGE_BUCKET_NAME']).STORAGE_BUCKET_NAME
      const anyKey = env.STORAGE_ACCESS_KEY !== undefined || env.STORAGE_SECRET_KEY !== undefined
      const given = anyKey ? need(env, ['STORAGE_ACCESS_KEY', 'STORAGE_SECRET_KEY']) : null
      return {
        kind: 'AWS_S3',
        timeoutMs,
        path,
        bucket,
        region: env.STORAGE_REGION,
        endpoint: env.STORAGE_ENDPOINT ?? null,
        keys: given && {
          accessKey: given.STORAGE_ACCESS_KEY,
          secretKey: new Secret(() => given.STORAGE_SECRET_KEY),
        },
      }
    }
  }
}
