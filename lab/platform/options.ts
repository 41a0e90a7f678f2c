import { parseArgs } from 'node:util'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

/** What the simulated platform is started with. Ports of 0 take any free one. */
export const platformOptionsSchema = z.object({
  seed: z.coerce.number().int().min(0).max(0xffff_ffff).default(7),
  tenants: z.coerce.number().int().min(1).max(20_000).default(20),
  /** Pods of the whole cluster; with fewer than 14 there are 14, so that every workload has one. */
  pods: z.coerce.number().int().min(1).max(20_000).default(30),
  /** Divides what pods, autoscalers and back-offs wait. The hours of the working day pass as they do. */
  speed: z.coerce.number().min(0.1).max(1000).default(1),
  /** The region that tenants and series carry; one of the console's. */
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('default'),
  kubernetesPort: port.default(0),
  metricsPort: port.default(0),
  portalPort: port.default(0),
  dnsPort: port.default(0),
  controlPort: port.default(0),
  targetsDir: z.string().min(1).default('.lab/targets'),
  stateDir: z.string().min(1).default('.lab/platform'),
  /** Where the stack writes its addresses; read when a scenario needs another part of the stack. */
  runFile: z.string().min(1).default('.lab/run.json'),
  kubernetesToken: z.string().min(1).default('patchboard-lab'),
  prometheusUrl: z.url().optional(),
  alertmanagerUrl: z.url().optional(),
})
export type PlatformOptions = z.infer<typeof platformOptionsSchema>
export type PlatformOptionsInput = z.input<typeof platformOptionsSchema>

const flagOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Reads `--kubernetes-port 8001` and its like. Throws an Error with one sentence for an unknown flag or a bad value.
 * `extra` names further flags, returned as text under their camel-case names.
 */
export function parsePlatformArguments(
  args: readonly string[],
  extra: readonly string[] = [],
): { options: PlatformOptions; extra: Record<string, string | undefined> } {
  const names = [...Object.keys(platformOptionsSchema.shape), ...extra]
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [flagOf(name), { type: 'string' as const }])),
  })
  const given = Object.fromEntries(names.map((name) => [name, values[flagOf(name)]]))
  const parsed = platformOptionsSchema.safeParse(given)
  if (parsed.success) {
    return { options: parsed.data, extra: Object.fromEntries(extra.map((name) => [name, given[name]])) }
  }
  const [issue] = parsed.error.issues
  throw new Error(`--${flagOf(String(issue?.path[0]))}: ${issue?.message}.`)
}
