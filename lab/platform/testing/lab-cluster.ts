import type { KubernetesObject } from '@/lab/kubernetes-api/store'
import { createCluster, type RunningCluster } from '../cluster/create-cluster'
import type { Pod } from '../cluster/shapes'
import type { Snapshot } from '../cluster/snapshot'
import { ScenarioControl, type SourceSwitch } from '../control/scenario-control'
import { renderContainers, renderKubeState } from '../metrics/metrics-server'
import { targetGroups } from '../metrics/targets'
import { type PlatformOptionsInput, platformOptionsSchema } from '../options'
import { FaultTimeline } from '../scenarios/fault-timeline'
import type { Activation } from '../scenarios/scenario'
import { createWorld, type World } from '../world'

/** A Tuesday, ten in the morning in Central Europe: a busy hour. */
export const labBirthMs = Date.UTC(2026, 10, 17, 9)

export interface LabCluster extends RunningCluster {
  world: World
  faults: FaultTimeline
  control: ScenarioControl
  now: () => number
  /** Lets time pass in steps of a quarter of a second, or longer ones where nothing short is looked at. */
  advance: (seconds: number, stepSeconds?: number) => void
  pod: (name: string) => Pod
  podsOf: (workload: string, namespace?: string) => Pod[]
  object: (resource: Parameters<RunningCluster['cluster']['store']['get']>[0], name: string) => KubernetesObject
}

export interface LabClusterOptions extends PlatformOptionsInput {
  activations?: readonly Activation[]
  snapshot?: Snapshot
  nowMs?: number
  sources?: SourceSwitch
}

const noSources: SourceSwitch = { begin: async () => undefined, end: async () => undefined }

/** A cluster on a clock that only tests move. */
export function createLabCluster(options: LabClusterOptions = {}): LabCluster {
  const { activations, snapshot, nowMs = labBirthMs, sources = noSources, ...input } = options
  const world = createWorld(platformOptionsSchema.parse(input), labBirthMs)
  const faults = new FaultTimeline(world, activations)
  const clock = { nowMs }
  const now = () => clock.nowMs
  const running = createCluster(world, faults, now, snapshot)
  running.controller.step()
  const { store } = running.cluster
  const get = (resource: Parameters<typeof store.get>[0], namespace: string, name: string) => {
    const found = store.get(resource, namespace, name)
    if (!found) throw new Error(`no ${resource} ${name}`)
    return found
  }
  return {
    ...running,
    world,
    faults,
    control: new ScenarioControl(world, faults, sources, now),
    now,
    advance: (seconds, stepSeconds = 0.25) => {
      const endMs = clock.nowMs + seconds * 1000
      while (clock.nowMs < endMs) {
        clock.nowMs = Math.min(endMs, clock.nowMs + stepSeconds * 1000)
        running.controller.step()
      }
    },
    // What stands under `pods` is a pod.
    pod: (name) => get('pods', 'voice', name) as Pod,
    podsOf: (workload, namespace = 'voice') => running.cluster.pods.ofWorkload(namespace, workload),
    object: (resource, name) => get(resource, 'voice', name),
  }
}

export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/** Reads what the lab itself writes: no timestamps, no escapes. */
export function samplesOf(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text])
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })
}

/** The pods that each view of the platform speaks of, as `namespace/name`, sorted. */
export async function podsInEachView({ cluster }: LabCluster) {
  const named = (samples: Sample[], name: string) => [
    ...new Set(
      samples.filter((sample) => sample.name === name).map(({ labels }) => `${labels.namespace}/${labels.pod}`),
    ),
  ]
  const kubeState = samplesOf(await renderKubeState(cluster))
  const containers = samplesOf(await renderContainers(cluster, cluster.now()))
  const all = cluster.store.all<Pod>('pods')
  const keyOf = ({ metadata }: Pod) => `${metadata.namespace}/${metadata.name}`
  return {
    api: all.map(keyOf).sort(),
    runningInApi: all
      .filter(({ status }) => status.containerStatuses?.some(({ state }) => state.running))
      .map(keyOf)
      .sort(),
    scrapedInApi: all
      .filter(
        ({ status, metadata }) => status.phase === 'Running' && !/^t\d+$/.test(metadata.labels?.servicename ?? ''),
      )
      .map(keyOf)
      .sort(),
    targets: targetGroups(cluster, 9400)
      .pods.map(({ labels }) => `${labels.namespace}/${labels.pod}`)
      .sort(),
    kubeState: named(kubeState, 'kube_pod_info').sort(),
    containers: named(containers, 'container_cpu_usage_seconds_total').sort(),
  }
}
