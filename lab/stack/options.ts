import { parseArgs } from 'node:util'
import { z } from 'zod'
import { LabError } from './lab-error'

export const upHelp = `npm run up -- [options]

Starts the whole stack on this machine: PostgreSQL, Prometheus, Alertmanager, Pushgateway, the simulated
platform, the worker and the console. Data stays in .lab/ between starts. Ctrl-C stops everything.

  --fresh          start from empty data
  --tenants N      tenants of the simulated platform (20)
  --pods N         its pods (30; at least 24)
  --seed N         the seed of everything random in it (7)
  --speed N        its clock and the alert rules' waiting times run N times as fast (1)
  --port N         the console's port (3000, or the next free one)
  --no-backfill    start without seven days of history
  --help           this text

These variables replace a part by a real one, which is then not started:
  DATABASE_URL  PROMETHEUS_URL  ALERTMANAGER_URL  PUSHGATEWAY_URL  KUBECONFIG
`

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

const upOptionsSchema = z.object({
  fresh: z.boolean().default(false),
  backfill: z.boolean().default(true),
  tenants: count(1, 20_000).default(20),
  pods: count(24, 20_000).default(30),
  seed: count(0, 2 ** 31 - 1).default(7),
  speed: z.coerce.number().min(1).max(600).default(1),
  port: count(1, 65_535).optional(),
  help: z.boolean().default(false),
})
export type UpOptions = z.infer<typeof upOptionsSchema>

const flags = {
  fresh: { type: 'boolean' },
  'no-backfill': { type: 'boolean' },
  tenants: { type: 'string' },
  pods: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown option'
    throw new LabError(`${reason} (npm run up -- --help lists the options.)`, { cause: error })
  }
}

/** Parses the command line of `npm run up`. Throws LabError that names the option and what it takes. */
export function parseUpOptions(args: readonly string[]): UpOptions {
  const { 'no-backfill': noBackfill, ...values } = readFlags(args)
  const parsed = upOptionsSchema.safeParse({ ...values, backfill: !noBackfill })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new LabError(`--${String(issue?.path[0])}: ${issue?.message} (npm run up -- --help lists the options.)`)
}
