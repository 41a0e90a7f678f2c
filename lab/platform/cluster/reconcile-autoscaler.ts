import { type Cluster, spreadOf, usingContainers } from './cluster'
import { type Autoscaler, type Condition, type CurrentMetric, isActive, isReady, timestamp } from './shapes'
import { bytesOf, coresOf, cpuCores, memoryBytes } from './usage'
import type { WorkloadSpec } from './workloads'

const tolerance = 0.1
/** At speed 1, as the controller has them. */
export const autoscalerSeconds = { between: 15, beforeScaleDown: 300 } as const

interface Measure {
  name: string
  target: number
  utilization: number
  averageValue: string
}

/** Wishes of the last minutes, by autoscaler: it comes down only to the highest of them. */
export type ScaleWishes = Map<string, { timeMs: number; replicas: number }[]>

/** The horizontal pod autoscaler: measures, decides, scales. */
export function reconcileAutoscaler(cluster: Cluster, autoscaler: Autoscaler, wishes: ScaleWishes): void {
  const { namespace = '', name } = autoscaler.metadata
  const target = autoscaler.spec.scaleTargetRef
  const spec = cluster.world.workload(namespace, target.name)
  const resource = target.kind === 'Deployment' ? 'deployments' : 'statefulsets'
  const workload = cluster.store.get(resource, namespace, target.name)
  if (!spec || !workload) return
  const current = Number(workload.spec?.replicas)
  const measures = measure(cluster, autoscaler, spec)
  const leading = measures.toSorted((a, b) => b.utilization / b.target - a.utilization / a.target)[0]
  const wish = leading ? wishOf(current, leading) : current
  const stable = stabilized(cluster, `${namespace}/${name}`, current, wish, wishes)
  const { minReplicas, maxReplicas } = autoscaler.spec
  const desired = Math.min(maxReplicas, Math.max(minReplicas, scaleUpLimit(current, stable)))
  if (desired !== current) {
    cluster.store.update(resource, { ...workload, spec: { ...workload.spec, replicas: desired } })
    const above = desired > current
    const why = above
      ? `${leading?.name} resource utilization (percentage of request) above target`
      : 'All metrics below target'
    cluster.events.record('horizontalpodautoscalers', autoscaler, {
      type: 'Normal',
      reason: 'SuccessfulRescale',
      message: `New size: ${desired}; reason: ${why}`,
      component: 'horizontal-pod-autoscaler',
    })
  }
  writeStatus(cluster, autoscaler, { current, desired, wish, measures })
}

function measure(cluster: Cluster, autoscaler: Autoscaler, spec: WorkloadSpec): Measure[] {
  const nowMs = cluster.now()
  const pods = cluster.pods.ofWorkload(spec.namespace, spec.name).filter((pod) => isActive(pod) && isReady(pod))
  const spread = spreadOf(cluster, spec)
  const mains = pods.flatMap((pod) => usingContainers(cluster, pod, spec, spread).filter(({ role }) => role === 'main'))
  if (mains.length === 0) return []
  return autoscaler.spec.metrics.map(({ resource: { name, target } }) => {
    const isCpu = name === 'cpu'
    const used = mains.map((main) => (isCpu ? cpuCores : memoryBytes)(cluster, main, nowMs))
    const mean = used.reduce((sum, value) => sum + value, 0) / used.length
    const requested = isCpu ? coresOf(spec.resources.requests.cpu) : bytesOf(spec.resources.requests.memory)
    return {
      name,
      target: target.averageUtilization,
      utilization: Math.round((100 * mean) / requested),
      averageValue: isCpu ? `${Math.round(mean * 1000)}m` : String(Math.round(mean)),
    }
  })
}

function wishOf(current: number, { utilization, target }: Measure): number {
  const ratio = utilization / target
  return Math.abs(ratio - 1) <= tolerance ? current : Math.ceil(current * ratio)
}

/** At most double, or four more, in one step. */
function scaleUpLimit(current: number, wanted: number): number {
  return Math.min(wanted, Math.max(current * 2, current + 4))
}

function stabilized(cluster: Cluster, key: string, current: number, wish: number, wishes: ScaleWishes): number {
  const nowMs = cluster.now()
  const windowMs = (autoscalerSeconds.beforeScaleDown * 1000) / cluster.world.speed
  // Before the first measurement nothing is known to be too much.
  const known = wishes.get(key) ?? [{ timeMs: nowMs, replicas: current }]
  const recent = [...known.filter(({ timeMs }) => nowMs - timeMs <= windowMs), { timeMs: nowMs, replicas: wish }]
  wishes.set(key, recent)
  return wish >= current ? wish : Math.min(current, Math.max(...recent.map(({ replicas }) => replicas)))
}

interface Decision {
  current: number
  desired: number
  wish: number
  measures: readonly Measure[]
}

function writeStatus(cluster: Cluster, autoscaler: Autoscaler, decision: Decision): void {
  const { current, desired, measures } = decision
  const nowMs = cluster.now()
  const currentMetrics: CurrentMetric[] = measures.map(({ name, utilization, averageValue }) => ({
    type: 'Resource',
    resource: { name, current: { averageUtilization: utilization, averageValue } },
  }))
  const { namespace = '', name } = autoscaler.metadata
  const fresh = cluster.store.get<Autoscaler>('horizontalpodautoscalers', namespace, name)
  if (!fresh) return
  cluster.store.update('horizontalpodautoscalers', {
    ...fresh,
    status: {
      ...(desired !== current
        ? { lastScaleTime: timestamp(nowMs) }
        : fresh.status.lastScaleTime
          ? { lastScaleTime: fresh.status.lastScaleTime }
          : {}),
      currentReplicas: current,
      desiredReplicas: desired,
      currentMetrics: measures.length > 0 ? steadied(fresh.status.currentMetrics, currentMetrics) : null,
      conditions: conditionsOf(autoscaler, fresh.status.conditions, decision, nowMs),
    },
  })
}

/** Keeps the last figures while the percentages say the same, so that watchers are not told of every byte. */
function steadied(before: CurrentMetric[] | null, next: CurrentMetric[]): CurrentMetric[] {
  const percents = (metrics: CurrentMetric[]) =>
    metrics.map(({ resource }) => resource.current.averageUtilization).join()
  return before && percents(before) === percents(next) ? before : next
}

type Said = Omit<Condition, 'lastTransitionTime'>

function conditionsOf(
  { spec }: Autoscaler,
  before: readonly Condition[],
  decision: Decision,
  nowMs: number,
): Condition[] {
  const said = [ableToScale(decision), scalingActive(decision), scalingLimited(spec, decision)]
  return said.map((condition) => {
    const old = before.find(({ type }) => type === condition.type)
    const lastTransitionTime = old?.status === condition.status ? old.lastTransitionTime : timestamp(nowMs)
    return { ...condition, lastTransitionTime }
  })
}

function ableToScale({ current, desired, wish }: Decision): Said {
  const common = { type: 'AbleToScale', status: 'True' } as const
  if (wish < current && desired === current) {
    const message = 'recent recommendations were higher than current one, applying the highest recent recommendation'
    return { ...common, reason: 'ScaleDownStabilized', message }
  }
  return { ...common, reason: 'ReadyForNewScale', message: 'recommended size matches current size' }
}

function scalingActive({ measures: [first] }: Decision): Said {
  const type = 'ScalingActive'
  if (first) {
    const message =
      'the HPA was able to successfully calculate a replica count from ' +
      `${first.name} resource utilization (percentage of request)`
    return { type, status: 'True', reason: 'ValidMetricFound', message }
  }
  const message =
    'the HPA was unable to compute the replica count: failed to get cpu utilization: ' +
    'did not receive metrics for targeted pods (pods might be unready)'
  return { type, status: 'False', reason: 'FailedGetResourceMetric', message }
}

function scalingLimited({ minReplicas, maxReplicas }: Autoscaler['spec'], { wish }: Decision): Said {
  const type = 'ScalingLimited'
  if (wish > maxReplicas) {
    const message = 'the desired replica count is more than the maximum replica count'
    return { type, status: 'True', reason: 'TooManyReplicas', message }
  }
  if (wish < minReplicas) {
    const message = 'the desired replica count is less than the minimum replica count'
    return { type, status: 'True', reason: 'TooFewReplicas', message }
  }
  const message = 'the desired count is within the acceptable range'
  return { type, status: 'False', reason: 'DesiredWithinRange', message }
}
