import { setTimeout as sleep } from 'node:timers/promises'
import type { LogLine, PodLogQuery, PodLogSource } from '@/lab/kubernetes-api/pod-log'
import { type Cluster, placeOf } from '../cluster/cluster'
import { type ContainerStatus, type Pod, workloadNameOf } from '../cluster/shapes'
import type { WorkloadSpec } from '../cluster/workloads'
import { hashText, indexBelow, mixHash, unitNumber } from '../load/seeded-number'
import { wordsOf } from './log-words'

/** Lines are laid out on a grid of time, so that the same second always holds the same lines. */
const slotMs = 5_000
/** How far back a running container's log reaches; the kubelet too keeps only so much. */
const keptMs = 30 * 60_000

interface Writer {
  cluster: Cluster
  pod: Pod
  spec: WorkloadSpec
  container: string
  isMain: boolean
  seed: number
}

/** Logs as the API server hands them out: JSON lines of the services, plain lines of their sidecars. */
export function podLogSource(cluster: Cluster): PodLogSource {
  return {
    read: (query) => {
      const writer = writerOf(cluster, query)
      const status = writer && statusOf(writer)
      if (!writer || !status) return undefined
      const span = query.isPrevious ? previousRun(status) : presentRun(status, cluster.now())
      if (!span) return undefined
      return [...linesBetween(writer, span.startMs, Math.max(span.startMs, span.endMs - keptMs), span.endMs)]
    },
    follow: (query, signal) => follow(cluster, query, signal),
  }
}

async function* follow(cluster: Cluster, query: PodLogQuery, signal: AbortSignal): AsyncGenerator<LogLine> {
  let fromMs = cluster.now()
  while (!signal.aborted) {
    await sleep(500, undefined, { signal }).catch(() => undefined)
    const writer = writerOf(cluster, query)
    const status = writer && statusOf(writer)
    if (signal.aborted || !writer || !status) return
    const toMs = cluster.now()
    if (status.state.running) yield* linesBetween(writer, Date.parse(status.state.running.startedAt), fromMs, toMs)
    fromMs = toMs
  }
}

function writerOf(cluster: Cluster, { pod, container }: PodLogQuery): Writer | undefined {
  const { namespace = '', name } = pod.metadata
  // Read again: a query may be older than the pod's last step.
  const present = cluster.store.get<Pod>('pods', namespace, name)
  const spec = present && cluster.world.workload(namespace, workloadNameOf(present))
  if (!spec) return undefined
  return {
    cluster,
    pod: present,
    spec,
    container,
    isMain: container === spec.container,
    seed: hashText(`${cluster.world.seed}/log/${namespace}/${name}/${container}`),
  }
}

function statusOf({ pod, container }: Writer): ContainerStatus | undefined {
  return pod.status.containerStatuses?.find(({ name }) => name === container)
}

function presentRun({ state, lastState }: ContainerStatus, nowMs: number) {
  if (state.running) return { startMs: Date.parse(state.running.startedAt), endMs: nowMs }
  return previousRun({ lastState })
}

function previousRun({ lastState }: Pick<ContainerStatus, 'lastState'>) {
  const { terminated } = lastState
  return terminated && { startMs: Date.parse(terminated.startedAt), endMs: Date.parse(terminated.finishedAt) }
}

/** Lines from `fromMs` up to, not including, `toMs`, oldest first. */
function* linesBetween(writer: Writer, startMs: number, fromMs: number, toMs: number): Generator<LogLine> {
  for (let slot = Math.floor(fromMs / slotMs); slot * slotMs < toMs; slot++) {
    const lines = slotLines(writer, slot, startMs).filter(
      ({ time }) => time.getTime() >= fromMs && time.getTime() < toMs,
    )
    yield* lines.toSorted((a, b) => a.time.getTime() - b.time.getTime())
  }
}

function slotLines(writer: Writer, slot: number, startMs: number): LogLine[] {
  const slotStartMs = slot * slotMs
  const lines = writer.isMain
    ? [...serviceLines(writer, slot), ...faultLines(writer, slotStartMs)]
    : sidecarLines(writer, slot)
  if (startMs >= slotStartMs && startMs < slotStartMs + slotMs) lines.push(firstLine(writer, startMs))
  return lines.filter(({ time }) => time.getTime() >= startMs)
}

function jsonLine({ pod, spec }: Writer, timeMs: number, fields: Record<string, unknown>): LogLine {
  const time = new Date(timeMs)
  const base = { time: time.toISOString(), service: spec.service, pod: pod.metadata.name }
  return { time, text: JSON.stringify({ ...base, ...fields }) }
}

function firstLine(writer: Writer, startMs: number): LogLine {
  const { spec, container, isMain } = writer
  if (!isMain) return { time: new Date(startMs), text: `${stamp(startMs)} [INFO] ${container} starting` }
  const port = spec.containerPort
  return jsonLine(writer, startMs, {
    level: 'info',
    module: 'main',
    message: `${spec.service} listens on port ${port}`,
  })
}

const stamp = (timeMs: number) => new Date(timeMs).toISOString()

/** More calls, more lines: one to six in five seconds. */
function serviceLines(writer: Writer, slot: number): LogLine[] {
  const { cluster, spec, seed } = writer
  const level = cluster.world.demand.level(slot * slotMs)
  const count = Math.floor(unitNumber(seed, `${slot}/count`) * (1.5 + 5 * level))
  const words = wordsOf(spec.serviceId)
  return Array.from({ length: count }, (_, index) => {
    const name = `${slot}/${index}`
    const word = words[indexBelow(seed, `${name}/word`, words.length)]
    const timeMs = slot * slotMs + indexBelow(seed, `${name}/time`, slotMs)
    const message = fillIn(word?.message ?? '', seed, name)
    const tenant = cluster.world.tenants[indexBelow(seed, `${name}/tenant`, cluster.world.tenants.length)]?.id
    return jsonLine(writer, timeMs, { level: word?.level, module: word?.module, tenant, message })
  })
}

function fillIn(message: string, seed: number, name: string): string {
  return message
    .replaceAll('$N', () => String(1 + indexBelow(seed, `${name}/number`, 400)))
    .replaceAll('$CALL', () =>
      mixHash(hashText(`${name}/call`, seed))
        .toString(16)
        .padStart(8, '0')
        .toUpperCase(),
    )
}

/** Evenly spread while a fault lasts. */
function faultLines(writer: Writer, slotStartMs: number): LogLine[] {
  const { cluster, pod } = writer
  const lines: LogLine[] = []
  for (const { effect, sinceMs, untilMs } of cluster.faults.logFaults(placeOf(cluster, pod))) {
    const everyMs = 60_000 / effect.perMinute
    const fromMs = Math.max(sinceMs, slotStartMs)
    const toMs = Math.min(untilMs ?? Number.POSITIVE_INFINITY, slotStartMs + slotMs)
    for (let index = Math.ceil((fromMs - sinceMs) / everyMs); sinceMs + index * everyMs < toMs; index++) {
      const { level, module, message } = effect
      lines.push(jsonLine(writer, Math.floor(sinceMs + index * everyMs), { level, module, message }))
    }
  }
  return lines
}

function sidecarLines({ container, seed }: Writer, slot: number): LogLine[] {
  if (unitNumber(seed, `${slot}/sidecar`) > 0.12) return []
  const timeMs = slot * slotMs + indexBelow(seed, `${slot}/time`, slotMs)
  const text =
    container === 'fluent-bit'
      ? `[${stamp(timeMs)}] [ info] [output:stdout:stdout.0] ${1 + indexBelow(seed, `${slot}/records`, 90)} records flushed`
      : `${stamp(timeMs)} [INFO] consul-dataplane.server-connection-manager: current ACL token is valid`
  return [{ time: new Date(timeMs), text }]
}
