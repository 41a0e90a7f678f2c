import { z } from 'zod'

const url = z.url({ protocol: /^https?$/ })
/** Words separated by commas, each of which must match. */
const commaSeparated = (each: RegExp, error: string) =>
  z.string().refine((text) => text.split(',').every((word) => word.trim() === '' || each.test(word.trim())), { error })

/** The resolver takes addresses only: who should look up the name of the server that looks up names? */
const dnsServer = /^(\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?|[0-9a-fA-F]*:[0-9a-fA-F:]+)$/

/** As the voicemail service names them. */
export const storageInterfaces = ['FileSystem', 'AzureBlob', 'AWS_S3'] as const

const seconds = (fallback: number, max: number) => z.coerce.number().positive().max(max).default(fallback)

/** What the mailer reads later must not be what it cannot read: `100%` as a password is no encoded text. */
function hasReadableCredentials(address: string): boolean {
  const { username, password } = new URL(address)
  try {
    decodeURIComponent(username)
    decodeURIComponent(password)
    return true
  } catch {
    return false
  }
}
const mayBeUnencrypted = (address: string) => ['', '?tls=optional'].includes(new URL(address).search)

/**
 * Every environment variable the console and the worker read. README.md holds the table for people; a test
 * compares the two. `.meta.example` is printed when a value is refused.
 */
export const envSchema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta({ example: 'postgresql://patchboard:secret@db.example:5432/patchboard' }),
  NEXTAUTH_SECRET: z.string().min(32).meta({ example: 'the output of `openssl rand -base64 48`' }),
  NEXTAUTH_URL: url.default('http://localhost:3000').meta({ example: 'https://patchboard.example' }),
  SESSION_MAX_AGE_SECONDS: seconds(12 * 3600, 30 * 86_400).meta({ example: '43200' }),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0).meta({ example: '1' }),

  REGIONS_FILE: z.string().optional().meta({ example: '/etc/patchboard/regions.yaml' }),
  REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('default')
    .meta({ example: 'westeurope' }),
  PROMETHEUS_URL: url.optional().meta({ example: 'http://prometheus.monitoring:9090' }),
  ALERTMANAGER_URL: url.optional().meta({ example: 'http://alertmanager.monitoring:9093' }),
  PUSHGATEWAY_URL: url.optional().meta({ example: 'http://pushgateway.monitoring:9091' }),
  KUBECONFIG: z.string().optional().meta({ example: '/home/operator/.kube/config' }),
  KUBERNETES_CONTEXT: z.string().optional().meta({ example: 'voice-production' }),
  KUBERNETES_NAMESPACES: commaSeparated(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be names of Kubernetes namespaces, separated by commas',
  )
    .default('voice,ges')
    .meta({ example: 'voice,ges' }),

  UPSTREAM_TIMEOUT_SECONDS: seconds(10, 120).meta({ example: '10' }),
  UPSTREAM_MAX_RESPONSE_MEGABYTES: z.coerce.number().positive().max(1024).default(64).meta({ example: '64' }),
  LIVE_INTERVAL_SECONDS: seconds(5, 300).meta({ example: '5' }),

  // The rules that ship take a status for old after three of the longest interval.
  PROBE_INTERVAL_SECONDS: seconds(30, 60).meta({ example: '30' }),
  PROBE_TIMEOUT_SECONDS: seconds(10, 60).meta({ example: '10' }),
  PROBE_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(50).meta({ example: '50' }),
  PROBE_DNS_SERVERS: commaSeparated(dnsServer, 'must be IP addresses, each with or without a port, separated by commas')
    .optional()
    .meta({ example: '10.0.0.10,10.0.0.11:5353' }),

  SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /./, error: 'must be an smtp or smtps address', abort: true })
    .refine(hasReadableCredentials, {
      error: 'must write special characters of user and password in percent-encoding, such as %25 for % and %40 for @',
    })
    .refine(mayBeUnencrypted, { error: 'can end with ?tls=optional and with no other option' })
    .optional()
    .meta({ example: 'smtp://patchboard:secret@relay.example:587' }),
  STORAGE_INTERFACE: z
    .enum(storageInterfaces, { error: `must be one of ${storageInterfaces.join(', ')}` })
    .default('FileSystem')
    .meta({ example: 'FileSystem' }),
  VOICEMAIL_HOME: z.string().optional().meta({ example: '/storage/data' }),
  STORAGE_BUCKET_NAME: z.string().max(63).optional().meta({ example: 'voicemail' }),
  STORAGE_BUCKET_PATH: z
    .string()
    .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/, 'must be folder names separated by /')
    .max(200)
    .optional()
    .meta({ example: 'patchboard' }),
  STORAGE_ACCOUNT: z.string().optional().meta({ example: 'contosovoicemail' }),
  STORAGE_ACCESS_KEY: z.string().optional().meta({ example: 'the access key, from a secret' }),
  STORAGE_SECRET_KEY: z.string().optional().meta({ example: 'the secret key, from a secret' }),
  STORAGE_ENDPOINT: url.optional().meta({ example: 'https://s3.example' }),
  STORAGE_REGION: z.string().default('us-east-1').meta({ example: 'eu-west-1' }),
  STORAGE_TIMEOUT_SECONDS: seconds(30, 600).meta({ example: '30' }),

  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3001).meta({ example: '3001' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ example: 'info' }),
})
export type Env = z.infer<typeof envSchema>
