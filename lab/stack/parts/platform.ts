import { mkdirSync, writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { readOutput, waitUntilReady } from '../child'
import { loopback, type StackContext } from '../context'
import type { Part } from '../supervisor'

export const platformPorts = {
  kubernetes: 16_443,
  metrics: 9_400,
  portals: 8_085,
  dns: 15_353,
  control: 3_002,
} as const

/** The lab's API server takes this token; it guards simulated pods only. */
const TOKEN = 'patchboard-lab'

/** Writes a kubeconfig that reaches the lab's Kubernetes API at `server`. */
export function writeKubeconfig(path: string, server: string): void {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server } }],
    users: [{ name: 'lab', user: { token: TOKEN } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab', namespace: 'voice' } }],
  }
  writeFileSync(path, stringify(config), { mode: 0o600 })
}

/** Processes of the lab announce themselves with one line of JSON. */
export function hasAnnounced(output: string): boolean {
  return output.split('\n').some((line) => line.startsWith('{') && line.includes('"ready":true'))
}

/** The one region of a console that has no file of regions. */
export const regionOf = (environment: StackContext['environment']): string => environment.REGION?.trim() || 'default'

/** Arguments that tell which platform is simulated; the back-fill takes the same, so that both speak of one world. */
export function platformArguments({ scale, paths, ports, environment }: StackContext): string[] {
  const flags = {
    seed: scale.seed,
    tenants: scale.tenants,
    pods: scale.pods,
    speed: scale.speed,
    region: regionOf(environment),
    'kubernetes-port': ports.of('kubernetes'),
    'metrics-port': ports.of('metrics'),
    'portal-port': ports.of('portals'),
    'dns-port': ports.of('dns'),
    'control-port': ports.of('control'),
    'kubernetes-token': TOKEN,
    'targets-dir': paths.targets,
    'state-dir': paths.platform,
    'run-file': paths.runFile,
  }
  return Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
}

export function platformPart(context: StackContext): Part {
  const { paths, ports } = context
  const start = async () => {
    mkdirSync(paths.targets, { recursive: true })
    mkdirSync(paths.platform, { recursive: true })
    const names = Object.keys(platformPorts) as (keyof typeof platformPorts)[]
    await Promise.all(names.map((name) => ports.release(name)))
    const child = await context.children.start({
      title: 'The simulated platform',
      command: process.execPath,
      args: ['--import', 'tsx', 'lab/platform/main.ts', ...platformArguments(context)],
      cwd: paths.root,
      env: context.environment,
      logPath: paths.log('platform'),
    })
    await waitUntilReady(child, async () => hasAnnounced(readOutput(child)))
    return child
  }
  return { name: 'platform', port: ports.of('kubernetes'), start }
}

export const controlAddress = (context: StackContext): string => loopback(context.ports.of('control'))
