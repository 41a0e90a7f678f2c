import { loopback, type StackContext } from './context'
import { platformPorts } from './parts/platform'
import type { Ports } from './ports'

/** Where each part would like to listen. People know the first of each kind by heart. */
const preferredPorts = {
  console: 3_000,
  worker: 3_001,
  supervisor: 3_003,
  postgresql: 5_433,
  prometheus: 9_090,
  alertmanager: 9_093,
  pushgateway: 9_091,
  'prometheus-seen': 19_090,
  'alertmanager-seen': 19_093,
  'pushgateway-seen': 19_091,
  'kubernetes-seen': 26_443,
  ...platformPorts,
  mail: 2_525,
} as const
export type PortName = keyof typeof preferredPorts

/** Chooses every port of a stack. `firstPort` lays them out in one row from there, for stacks of tests and benches. */
export async function choosePorts(ports: Ports, wish: { console?: number; firstPort?: number }): Promise<void> {
  const names = Object.keys(preferredPorts) as PortName[]
  for (const [index, name] of names.entries()) {
    const preferred = wish.firstPort === undefined ? preferredPorts[name] : wish.firstPort + index
    const wanted = name === 'console' ? (wish.console ?? preferred) : preferred
    await ports.reserve(name, wanted, name === 'dns' ? 'udp' : 'tcp')
  }
}

/** Ports that are not the ones people know, as a line for the screen; null when all are. */
export function describeMoved(ports: Ports): string | null {
  const known = ['console', 'prometheus', 'alertmanager', 'pushgateway', 'postgresql'] as const
  const moved = known.filter((name) => ports.of(name) !== preferredPorts[name])
  if (moved.length === 0) return null
  return `Taken ports: ${moved.map((name) => `${name} is on ${ports.of(name)}, not ${preferredPorts[name]}`).join('; ')}`
}

/** The lab's own mail relay, or the real one that the environment names. */
export const mailAddress = ({ external, ports }: StackContext): string =>
  external.SMTP_URL ?? `smtp://127.0.0.1:${ports.of('mail')}`

export const seenSources = ['prometheus', 'alertmanager', 'pushgateway', 'kubernetes'] as const
export type SeenSource = (typeof seenSources)[number]

/** The servers themselves. Kubernetes is null when a kubeconfig of the environment says where it is. */
export function directAddresses({ external, ports }: StackContext) {
  return {
    prometheus: external.PROMETHEUS_URL ?? loopback(ports.of('prometheus')),
    alertmanager: external.ALERTMANAGER_URL ?? loopback(ports.of('alertmanager')),
    pushgateway: external.PUSHGATEWAY_URL ?? loopback(ports.of('pushgateway')),
    kubernetes: external.KUBECONFIG ? null : loopback(ports.of('kubernetes')),
  }
}

const variableOf = {
  prometheus: 'PROMETHEUS_URL',
  alertmanager: 'ALERTMANAGER_URL',
  pushgateway: 'PUSHGATEWAY_URL',
  kubernetes: 'KUBECONFIG',
} as const

/** Whether the console reaches this source through a fault proxy: only the lab's own servers are made to fail. */
export const isProxied = ({ external }: StackContext, source: SeenSource): boolean =>
  external[variableOf[source]] === undefined

/** What the console and the worker are told: the fault proxies before the lab's own servers, real ones directly. */
export function seenAddresses(context: StackContext) {
  const direct = directAddresses(context)
  const proxy = (source: SeenSource) => loopback(context.ports.of(`${source}-seen`))
  return {
    prometheus: isProxied(context, 'prometheus') ? proxy('prometheus') : direct.prometheus,
    alertmanager: isProxied(context, 'alertmanager') ? proxy('alertmanager') : direct.alertmanager,
    pushgateway: isProxied(context, 'pushgateway') ? proxy('pushgateway') : direct.pushgateway,
    kubernetes: direct.kubernetes === null ? null : proxy('kubernetes'),
  }
}
