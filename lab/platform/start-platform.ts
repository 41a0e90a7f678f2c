import type { TokenGrant } from '@/lab/kubernetes-api/access'
import { createKubernetesApi, type KubernetesApi } from '@/lab/kubernetes-api/server'
import type { Cluster } from './cluster/cluster'
import { createCluster } from './cluster/create-cluster'
import { controlHandler } from './control/control-server'
import { ScenarioControl } from './control/scenario-control'
import { activeFaultModes, createSourceSwitch } from './control/source-switch'
import { pastIncidents } from './history/incidents'
import { type Listening, listenOnLoopback } from './listen'
import { podLogSource } from './logs/pod-log'
import { metricsHandler } from './metrics/metrics-server'
import { targetGroups, writeTargets } from './metrics/targets'
import { type PlatformOptions, type PlatformOptionsInput, platformOptionsSchema } from './options'
import { startDnsServer } from './portals/dns-server'
import { portalHandler } from './portals/portal-server'
import { FaultTimeline } from './scenarios/fault-timeline'
import { writeFaultModes } from './sources/fault-file'
import { keepBirth, loadState, saveState, sourceFaultsFile, worldName } from './state'
import { createWorld, type World } from './world'

export interface PlatformPorts {
  kubernetes: number
  metrics: number
  portals: number
  dns: number
  control: number
}

export interface Platform {
  ports: PlatformPorts
  world: World
  cluster: Cluster
  control: ScenarioControl
  /** Brings everything up to the clock at once, instead of with the next tick: for tests. */
  step: () => void
  stop: () => Promise<void>
}

const tickMs = 100
const saveMs = 2_000

/**
 * Starts the simulated platform: one process, five servers, all on 127.0.0.1. `now` replaces the clock; then nothing
 * happens by itself and `step` moves things. Throws when a port is taken or an option is out of range.
 */
export async function startPlatform(input: PlatformOptionsInput, now?: () => number): Promise<Platform> {
  const options = platformOptionsSchema.parse(input)
  const open = new OpenServers()
  try {
    const simulation = await openSimulation(options, open, now ?? Date.now)
    const { cluster, controller, faults, ports } = simulation
    const keeper = new Keeper(() => [cluster.store.resourceVersion, faults.version].join('/'), simulation.save)
    let told = -1
    const step = () => {
      controller.step()
      if (cluster.store.resourceVersion === told) return
      told = cluster.store.resourceVersion
      writeTargets(options.targetsDir, targetGroups(cluster, ports.metrics))
    }
    step()
    const timers = now ? [] : [setInterval(step, tickMs), setInterval(() => keeper.keep(), saveMs)]
    const stop = async () => {
      for (const timer of timers) clearInterval(timer)
      keeper.keep()
      await open.close()
    }
    return { ports, world: simulation.world, cluster, control: simulation.control, step, stop }
  } catch (error) {
    await open.close()
    throw error
  }
}

/** The world and everything that listens. */
async function openSimulation(options: PlatformOptions, open: OpenServers, clock: () => number) {
  const bornMs = keepBirth(options.stateDir, clock())
  const name = worldName(options)
  const state = loadState(options.stateDir, name)
  // First, because the tenants' addresses carry its port. No request is heard before the handler below is there.
  const portals = await open.add(listenOnLoopback((request, response) => portal(request, response), options.portalPort))
  const world = createWorld({ ...options, portalPort: portals.port }, bornMs)
  const incidents = pastIncidents(world)
  const faults = new FaultTimeline(world, [...incidents, ...(state?.activations ?? [])])
  const portal = portalHandler(world, faults, clock)
  const { cluster, controller, snapshot } = createCluster(world, faults, clock, state?.cluster)
  const api = createKubernetesApi({
    store: cluster.store,
    tokens: tokensFor(options.kubernetesToken),
    now: () => new Date(clock()),
    hooks: { podLog: podLogSource(cluster) },
  })
  const kubernetes = await open.add(startKubernetes(api, options.kubernetesPort, isKubernetesStopped(faults)))
  const metrics = await open.add(listenOnLoopback(metricsHandler(cluster), options.metricsPort))
  const tenantIds = new Set(world.tenants.map(({ id }) => id))
  const dns = await open.add(startDnsServer({ hasTenant: (id) => tenantIds.has(id), faults }, options.dnsPort))
  const faultsFile = sourceFaultsFile(options.stateDir)
  // What the file says must be what is active: it may be left over from a world that is gone.
  writeFaultModes(faultsFile, activeFaultModes(faults))
  const sources = createSourceSwitch({ runFile: options.runFile, faultsFile, kubernetes })
  const control = new ScenarioControl(world, faults, sources, clock)
  const controls = await open.add(listenOnLoopback(controlHandler(control, world), options.controlPort))
  const save = () => {
    const activations = faults.activations.slice(incidents.length)
    saveState(options.stateDir, { world: name, activations, cluster: snapshot() })
  }
  const ports: PlatformPorts = {
    kubernetes: kubernetes.port,
    metrics: metrics.port,
    portals: portals.port,
    dns: dns.port,
    control: controls.port,
  }
  return { world, faults, cluster, controller, control, ports, save }
}

/** Writes only what has changed since the last time. */
class Keeper {
  #kept = ''

  constructor(
    private readonly mark: () => string,
    private readonly write: () => void,
  ) {}

  keep(): void {
    const mark = this.mark()
    if (mark === this.#kept) return
    this.#kept = mark
    this.write()
  }
}

/** Everything that listens, so that a start that fails half-way leaves nothing behind. */
class OpenServers {
  readonly #servers: { close: () => Promise<void> }[] = []

  async add<T extends { close: () => Promise<void> }>(server: T | Promise<T>): Promise<T> {
    const open = await server
    this.#servers.push(open)
    return open
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()))
  }
}

/** The stack's own token may do everything; the second may look, but not at secrets, so that refusals can be seen. */
function tokensFor(token: string): TokenGrant[] {
  const reading = ['get', 'list', 'watch']
  return [
    { token, user: 'patchboard', allow: () => true },
    {
      token: `${token}-viewer`,
      user: 'patchboard-viewer',
      allow: (verb, resource) => reading.includes(verb) && resource !== 'secrets',
    },
  ]
}

function isKubernetesStopped({ active }: FaultTimeline): boolean {
  return active.some(({ scenario, target, option }) => {
    return scenario === 'source-down' && target === 'kubernetes' && option === 'stop'
  })
}

/** The API server, which a scenario can close and open again on the same port. */
async function startKubernetes(api: KubernetesApi, wantedPort: number, isStopped: boolean) {
  let listening: Listening | undefined = await api.listen({ port: wantedPort })
  const { port } = listening
  const close = async () => {
    api.closeWatches()
    await listening?.close()
    listening = undefined
  }
  const open = async () => {
    listening ??= await api.listen({ port })
  }
  if (isStopped) await close()
  return { port, open, close }
}
