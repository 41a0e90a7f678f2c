import { statusRank, worstStatus } from '@/lib/catalogue/model'
import type { Metric, Service, StatusWord } from '@/lib/catalogue/schema'
import { podState } from '@/lib/workloads/model'
import type { Pod } from '@/lib/workloads/schema'
import { gaugeLabel, readingStatus, serviceOfReading, statusMetrics } from './gauges'
import { type GaugeReading, podKey, type ServiceParts } from './parts'
import { countVersions } from './rows'
import type { GaugeCell, GaugeColumn, PodMatrixRow } from './schema'

/** Rows that an answer carries at most, worst first; the rest is counted. */
export const maxMatrixPods = 200

export type PodMatrix = { columns: GaugeColumn[]; rows: PodMatrixRow[]; podTotal: number }

/** True when some pod shows another status by `alias` than by `metric`, or shows one by `alias` only. */
function disagree(alias: Metric, metric: Metric, byPod: ReadonlyMap<string, readonly GaugeReading[]>): boolean {
  return [...byPod.values()].some((readings) => {
    const said = toCell(alias, readings, true)
    return said.raw !== null && said.status !== toCell(metric, readings, true).status
  })
}

/**
 * Columns for what the metric tables list, and for what only alerts name where some pod exposes it and it tells more than a
 * documented gauge of the same dependency.
 */
function columnMetrics(service: Service, byPod: ReadonlyMap<string, readonly GaugeReading[]>): Metric[] {
  const present = new Set([...byPod.values()].flat().map((reading) => reading.metric))
  const all = statusMetrics(service)
  return all.filter((metric) => {
    if (!metric.namedOnlyByAlerts) return true
    const documented = all.find((other) => other !== metric && other.dependency === metric.dependency)
    return present.has(metric.name) && (!documented || disagree(metric, documented, byPod))
  })
}

function worstReading(metric: Metric, readings: readonly GaugeReading[]): GaugeReading | undefined {
  const rank = (reading: GaugeReading) => statusRank(readingStatus(metric, reading.raw).status)
  return readings.reduce<GaugeReading | undefined>(
    (worst, reading) => (worst === undefined || rank(reading) < rank(worst) ? reading : worst),
    undefined,
  )
}

function toCell(metric: Metric, readings: readonly GaugeReading[], fresh: boolean): GaugeCell {
  const own = readings.filter((reading) => reading.metric === metric.name)
  const worst = worstReading(metric, own)
  const { status, word } = readingStatus(metric, worst?.raw ?? null)
  return {
    metric: metric.name,
    status: fresh || !worst ? status : 'stale',
    word,
    raw: worst?.raw ?? null,
    seriesCount: own.reduce((sum, reading) => sum + reading.seriesCount, 0),
    worstCount: worst?.seriesCount ?? 0,
  }
}

type MatrixInput = {
  parts: ServiceParts
  metrics: readonly Metric[]
  byPod: ReadonlyMap<string, GaugeReading[]>
  versions: ReadonlyMap<string, string>
  /** The version that most pods which are no canaries run; null where no pod tells one. */
  commonVersion: string | null
}

/** What is odd about a pod's version. A canary runs another one on purpose, which its name says. */
function versionNote(pod: Pod, reported: string | null, commonVersion: string | null): string | null {
  const { imageVersion } = pod
  if (reported !== null && imageVersion !== null && reported !== imageVersion) {
    return `It reports ${reported}, but its image is ${imageVersion}`
  }
  const version = reported ?? imageVersion
  if (version === null || commonVersion === null || version === commonVersion || pod.canary) return null
  return `Most pods run ${commonVersion}`
}

const isFresh = (status: StatusWord) => status === 'ok' || status === 'degraded'

/** False where what Kubernetes says of a namespace's pods is old, or nothing. */
function arePodsTold({ kubernetes }: ServiceParts, namespace: string): boolean {
  const unread = kubernetes.data?.unread ?? []
  return (
    isFresh(kubernetes.state.status) &&
    !unread.some((broken) => broken.resource === 'pods' && broken.namespace === namespace)
  )
}

function knownPodRow(pod: Pod, { parts, metrics, byPod, versions, commonVersion }: MatrixInput): PodMatrixRow {
  const key = podKey({ namespace: pod.namespace, pod: pod.name })
  const state = podState(pod, parts.nowMs)
  const current = arePodsTold(parts, pod.namespace)
  return {
    id: pod.uid,
    namespace: pod.namespace,
    name: pod.name,
    pod,
    state: current ? state : { status: 'stale', word: `${state.word}, as last heard` },
    version: versions.get(key) ?? pod.imageVersion,
    versionNote: versionNote(pod, versions.get(key) ?? null, commonVersion),
    cells: metrics.map((metric) => toCell(metric, byPod.get(key) ?? [], isFresh(parts.prometheus.state.status))),
  }
}

/** A pod that only Prometheus speaks of: gone, elsewhere, or just not told because Kubernetes does not answer. */
function unknownPodRow(readings: readonly GaugeReading[], { parts, metrics, versions }: MatrixInput): PodMatrixRow[] {
  const [first] = readings
  if (!first) return []
  const answers = arePodsTold(parts, first.namespace)
  return [
    {
      id: podKey(first),
      namespace: first.namespace,
      name: first.pod === '' ? '(no pod label)' : first.pod,
      pod: null,
      state: answers
        ? { status: 'stale', word: 'not in Kubernetes' }
        : { status: 'unknown', word: 'Kubernetes does not tell' },
      version: versions.get(podKey(first)) ?? null,
      versionNote: null,
      cells: metrics.map((metric) => toCell(metric, readings, isFresh(parts.prometheus.state.status))),
    },
  ]
}

function compareRows(a: PodMatrixRow, b: PodMatrixRow): number {
  const rank = (row: PodMatrixRow) =>
    statusRank(worstStatus([row.state.status, ...row.cells.map((cell) => cell.status)]))
  return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true })
}

/** Pods of a service against its health level and dependencies; worst first. */
export function buildMatrix(service: Service, parts: ServiceParts): PodMatrix {
  const readings = (parts.prometheus.data?.gauges ?? []).filter(
    (reading) => serviceOfReading(reading)?.id === service.id,
  )
  const byPod = new Map<string, GaugeReading[]>()
  for (const reading of readings) {
    const key = podKey(reading)
    const known = byPod.get(key)
    if (known) known.push(reading)
    else byPod.set(key, [reading])
  }
  const versions = new Map((parts.prometheus.data?.versions ?? []).map((said) => [podKey(said), said.version]))
  const metrics = columnMetrics(service, byPod)
  const pods = (parts.kubernetes.data?.pods ?? []).filter((pod) => pod.service === service.id)
  const commonVersion =
    countVersions(pods, parts.prometheus.data?.versions ?? []).find(({ canary }) => !canary)?.version ?? null
  const input = { parts, metrics, byPod, versions, commonVersion }
  const known = new Set(pods.map((pod) => podKey({ namespace: pod.namespace, pod: pod.name })))
  const strangers = [...byPod].filter(([key]) => !known.has(key))
  const rows = [
    ...pods.map((pod) => knownPodRow(pod, input)),
    ...strangers.flatMap(([, told]) => unknownPodRow(told, input)),
  ].sort(compareRows)
  return {
    columns: metrics.map((metric) => ({
      metric: metric.name,
      label: gaugeLabel(metric),
      role: metric.role === 'health-level' ? 'health-level' : 'dependency',
    })),
    rows: rows.slice(0, maxMatrixPods),
    podTotal: rows.length,
  }
}
