import type { Service, StatusWord } from '@/lib/catalogue/schema'
import {
  ageSeconds,
  countReplicas,
  isCounted,
  isHopeless,
  podState,
  type ReplicaCount,
  readyByWorkload,
  readyPodsOf,
  startGraceSeconds,
} from '@/lib/workloads/model'
import type { Pod, Unread, Workload } from '@/lib/workloads/schema'
import type { Reason, ReasonRule } from './schema'

export type PodInput = {
  service: Service
  pods: readonly Pod[]
  workloads: readonly Workload[]
  unread: Unread
  /** False while Kubernetes fails: the pods are then as it last said. */
  fresh: boolean
  nowMs: number
}

type Draft = Pick<Reason, 'id' | 'rule' | 'status' | 'text' | 'since' | 'podCount'>

const namesShown = 3

function nameSome(names: readonly string[]): string {
  const shown = [...names].sort().slice(0, namesShown).join(', ')
  return names.length > namesShown ? `${shown} and ${names.length - namesShown} more` : shown
}

const countPods = (count: number) => `${count} ${count === 1 ? 'pod' : 'pods'}`

const earliest = (times: readonly (string | null)[]) => times.filter((time) => time !== null).sort()[0] ?? null
const latest = (times: readonly (string | null)[]) =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null

const notReadySince = (pod: Pod) => pod.readyChangedAt ?? pod.createdAt

function podsOf(workload: Workload, pods: readonly Pod[]): Pod[] {
  return pods.filter((pod) => pod.workload === workload.name && pod.namespace === workload.namespace)
}

/** Workloads that should have pods and have no ready one, and are not just being made. */
function deadWorkloads({ workloads, pods, unread, nowMs }: PodInput): Workload[] {
  const readyPods = readyByWorkload(pods)
  return workloads.filter(
    (workload) =>
      !unread.workloads.has(workload.namespace) &&
      workload.desiredReplicas > 0 &&
      readyPodsOf(workload, readyPods, unread) === 0 &&
      ageSeconds(workload.createdAt, nowMs) >= startGraceSeconds,
  )
}

/** When the last pod of a workload stopped being ready: from then on nothing served. */
function deadSince(workload: Workload, pods: readonly Pod[]): string | null {
  return workload.unavailableSince ?? latest(podsOf(workload, pods).filter(isCounted).map(notReadySince))
}

function deadReason(input: PodInput): Draft[] {
  const dead = deadWorkloads(input)
  const serving = dead.filter((workload) => !workload.canary)
  if (dead.length === 0) return []
  const status: StatusWord = serving.length > 0 ? 'failing' : 'degraded'
  const told = serving.length > 0 ? serving : dead
  return [
    {
      id: 'replicas:none-ready',
      rule: 'replicas',
      status,
      text: `No pod ready: ${nameSome(told.map((workload) => workload.name))}`,
      since: earliest(told.map((workload) => deadSince(workload, input.pods))),
    },
  ]
}

/** Ready against desired over the whole service. What is wanted and cannot be read is neither met nor missed. */
function replicaReason(input: PodInput, count: ReplicaCount | null): Draft[] {
  if (count === null) return []
  const { ready, desired } = count
  const bare = { id: 'replicas', rule: 'replicas' } as const
  if (desired === null) {
    return [{ ...bare, status: 'unknown', text: `${countPods(ready)} ready, wanted not known`, since: null }]
  }
  const counted = input.pods.filter(isCounted)
  const text =
    desired === 0
      ? `${countPods(counted.filter((pod) => pod.ready).length)} ready, none wanted`
      : `${ready} of ${countPods(desired)} ready`
  if (ready >= desired) {
    return [{ ...bare, status: 'ok', text, since: latest(counted.map((pod) => pod.readyChangedAt)) }]
  }
  const late = counted.filter((pod) => !pod.ready)
  const coming = late.length >= desired - ready && late.every((pod) => podState(pod, input.nowMs).status === 'starting')
  const since = earliest([...late.map(notReadySince), ...input.workloads.map((workload) => workload.unavailableSince)])
  return [{ ...bare, status: coming ? 'starting' : 'degraded', text, since, podCount: desired - ready }]
}

/** What is wrong with one pod, by which rule; null when nothing is, or when it has only just been made. */
function podTrouble(pod: Pod, nowMs: number): { rule: ReasonRule; status: StatusWord; word: string } | null {
  const { status, word } = podState(pod, nowMs)
  if (status === 'degraded') return { rule: 'pod-stuck', status, word }
  if (status === 'unknown') return { rule: 'pod-unknown', status, word: 'state unknown' }
  if (status !== 'failing') return null
  if (pod.phase === 'Failed') return { rule: 'pod-failed', status: 'degraded', word }
  if (isHopeless(pod)) return { rule: 'pod-crashing', status: 'failing', word }
  if (pod.phase === 'Pending') return { rule: 'pod-pending', status: 'degraded', word: `pending (${word})` }
  return { rule: 'pod-not-ready', status: 'degraded', word }
}

function troubleReasons(input: PodInput): Draft[] {
  const groups = new Map<string, { rule: ReasonRule; status: StatusWord; word: string; pods: Pod[] }>()
  for (const pod of input.pods) {
    const trouble = podTrouble(pod, input.nowMs)
    if (!trouble) continue
    const key = `${trouble.rule}:${trouble.word}`
    const group = groups.get(key) ?? { ...trouble, pods: [] }
    group.pods.push(pod)
    groups.set(key, group)
  }
  return [...groups].map(([key, { rule, status, word, pods }]) => ({
    id: key,
    rule,
    status,
    text: `${pods.length === 1 ? 'Pod' : `${pods.length} pods`} ${word}: ${nameSome(pods.map((pod) => pod.name))}`,
    since: earliest(pods.map((pod) => (rule === 'pod-stuck' ? pod.deleteDeadline : notReadySince(pod)))),
    podCount: pods.length,
  }))
}

function drafts(input: PodInput): Draft[] {
  const count = countReplicas(input.workloads, input.pods, input.unread)
  const nothing = !input.pods.some(isCounted)
  if (input.workloads.length === 0 && nothing) {
    // Of what nobody could read the source's own reason speaks.
    if (input.unread.workloads.size > 0) return []
    return [
      {
        id: 'no-workload',
        rule: 'no-workload',
        status: 'no-data',
        text: 'Kubernetes has no workload of it',
        since: null,
      },
    ]
  }
  if (count?.desired === 0 && nothing) {
    return [{ id: 'scaled-to-zero', rule: 'scaled-to-zero', status: 'paused', text: 'Scaled to 0 pods', since: null }]
  }
  const dead = deadReason(input)
  // "0 of 2" says nothing that "no pod ready" does not.
  const told = replicaReason(input, count).filter(() => dead.length === 0 || count?.ready !== 0)
  return [...dead, ...told, ...troubleReasons(input)]
}

/** Of what is no longer told only trouble is repeated, and as stale. */
function asLastHeard(told: readonly Draft[]): Draft[] {
  return told
    .filter(({ status }) => status !== 'ok')
    .map((draft) => ({ ...draft, status: 'stale', text: `${draft.text}, as last heard` }))
}

/** All that Kubernetes says of a service. */
export function podReasons(input: PodInput): Reason[] {
  const { service, pods, unread } = input
  if (service.workload === null) return []
  const isRead = (pod: Pod) => !unread.pods.has(pod.namespace)
  const told = drafts({ ...input, pods: pods.filter(isRead) })
  const old = asLastHeard(troubleReasons({ ...input, pods: pods.filter((pod) => !isRead(pod)) }))
  return [
    ...(input.fresh ? told : asLastHeard(told)),
    ...old.map((draft) => ({ ...draft, id: `old:${draft.id}` })),
  ].map((draft) => ({ ...draft, source: 'kubernetes', sinceAtLeast: false, link: `/services/${service.id}#pods` }))
}
