import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { parseEnv } from './env'
import { envSchema } from './schema'

const required = { DATABASE_URL: 'postgresql://u:p@db/x', NEXTAUTH_SECRET: 'x'.repeat(40) }

function refusal(raw: Record<string, string>): AppError {
  try {
    parseEnv(raw)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('It was taken.')
}

describe('parseEnv', () => {
  it('needs a database and a secret, and has a default or "off" for everything else', () => {
    const env = parseEnv(required)
    expect(env).toMatchObject({ REGION: 'default', LIVE_INTERVAL_SECONDS: 5, UPSTREAM_TIMEOUT_SECONDS: 10 })
    expect(env.PROMETHEUS_URL).toBeUndefined()
    expect(
      refusal({})
        .fields?.map(({ path }) => path)
        .sort(),
    ).toEqual(['DATABASE_URL', 'NEXTAUTH_SECRET'])
  })

  it('takes a blank value for "not set"', () => {
    expect(parseEnv({ ...required, PROMETHEUS_URL: ' ', LIVE_INTERVAL_SECONDS: '' }).LIVE_INTERVAL_SECONDS).toBe(5)
  })

  const refused: [keyof typeof envSchema.shape, string][] = [
    ['DATABASE_URL', 'mysql://db/x'],
    ['NEXTAUTH_SECRET', 'short'],
    ['NEXTAUTH_URL', 'not a url'],
    ['SESSION_MAX_AGE_SECONDS', '99999999'],
    ['TRUSTED_PROXIES', '-1'],
    ['REGION', 'West Europe'],
    ['PROMETHEUS_URL', 'prometheus:9090'],
    ['ALERTMANAGER_URL', 'ftp://alertmanager'],
    ['PUSHGATEWAY_URL', '//gateway'],
    ['KUBERNETES_NAMESPACES', 'voice,Ges'],
    ['UPSTREAM_TIMEOUT_SECONDS', '-1'],
    ['UPSTREAM_MAX_RESPONSE_MEGABYTES', '0'],
    ['LIVE_INTERVAL_SECONDS', 'often'],
    ['PROBE_INTERVAL_SECONDS', '61'],
    ['PROBE_TIMEOUT_SECONDS', '61'],
    ['PROBE_CONCURRENCY', '1.5'],
    ['PROBE_DNS_SERVERS', '10.0.0.10,dns.example'],
    ['SMTP_URL', 'http://relay.example'],
    ['STORAGE_INTERFACE', 'S3'],
    ['STORAGE_BUCKET_NAME', 'x'.repeat(64)],
    ['STORAGE_BUCKET_PATH', '../elsewhere'],
    ['STORAGE_ENDPOINT', 's3.example'],
    ['STORAGE_TIMEOUT_SECONDS', '0'],
    ['WORKER_PORT', '70000'],
    ['LOG_LEVEL', 'loud'],
  ]
  it.each(refused)('names %s when its value is %j, and shows an example', (name, value) => {
    const { message, fields, code } = refusal({ ...required, [name]: value })
    expect(code).toBe('configuration')
    expect(fields?.map(({ path }) => path)).toEqual([name])
    expect(message).toMatch(new RegExp(`^${name}: .+ For example: ${name}=.+$`))
  })

  it('looks at every variable; what is in files is looked at where they are read', () => {
    const elsewhere = ['REGIONS_FILE', 'KUBECONFIG', 'KUBERNETES_CONTEXT']
    const anyText = ['VOICEMAIL_HOME', 'STORAGE_ACCOUNT', 'STORAGE_ACCESS_KEY', 'STORAGE_SECRET_KEY', 'STORAGE_REGION']
    const names = [...refused.map(([name]) => String(name)), ...elsewhere, ...anyText]
    expect(names.sort()).toEqual(Object.keys(envSchema.shape).sort())
  })

  it.each([
    ['smtp://u:100%@relay.example', 'such as %25 for %'],
    ['smtp://100%:p@relay.example', 'such as %25 for %'],
    ['smtp://u:%e4@relay.example', 'such as %25 for %'],
    ['smtp://u:p@relay.example?tls=none', 'can end with ?tls=optional'],
    ['smtp://u:p@relay.example?tls=optional&pool=true', 'can end with ?tls=optional'],
  ])('refuses the mail relay %j, of which the mailer could not make sense', (SMTP_URL, sentence) => {
    const { message } = refusal({ ...required, SMTP_URL })
    expect(message).toContain(sentence)
    expect(message.split('\n')).toHaveLength(1)
  })

  it.each(['smtp://u:100%25@relay.example', 'smtp://u:p@relay.example:587?tls=optional', 'smtps://[::1]'])(
    'takes the mail relay %j',
    (SMTP_URL) => {
      expect(parseEnv({ ...required, SMTP_URL }).SMTP_URL).toBe(SMTP_URL)
    },
  )

  it('takes DNS servers of both families, with and without a port', () => {
    const PROBE_DNS_SERVERS = '10.0.0.10, 10.0.0.11:5353,[fd00::1]:53,fd00::2'
    expect(parseEnv({ ...required, PROBE_DNS_SERVERS }).PROBE_DNS_SERVERS).toBe(PROBE_DNS_SERVERS)
  })

  it('names every variable that is wrong, each on a line of its own', () => {
    const { message } = refusal({ ...required, REGION: '!', LOG_LEVEL: 'loud' })
    expect(message.split('\n')).toHaveLength(2)
  })

  it('never prints a secret that it refuses', () => {
    const { message } = refusal({ ...required, NEXTAUTH_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db/x' })
    expect(message).not.toContain('hunter2')
  })

  it('has an example for every variable, which it takes itself', () => {
    for (const [name, schema] of Object.entries(envSchema.shape)) {
      const example = schema.meta()?.example
      expect(typeof example, name).toBe('string')
      if (name === 'NEXTAUTH_SECRET') continue
      expect(() => parseEnv({ ...required, [name]: String(example) }), name).not.toThrow()
    }
  })
})
