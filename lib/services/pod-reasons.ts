import type { Service, StatusWord } from '@/lib/catalogue/schema'
import { ageSeconds, countReplicas, isCounted, isHopeless, podState, startGraceSeconds } from '@/lib/workloads/model'
import type { Pod, Workload } from '@/lib/workloads/schema'
import type { Reason, ReasonRule } from './schema'

export type PodInput = {
  service: Service
  pods: readonly Pod[]
  workloads: readonly Workload[]
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
function deadWorkloads({ workloads, pods, nowMs }: PodInput): Workload[] {
  const readyOwners = new Set(
    pods.filter((pod) => pod.ready && isCounted(pod)).map((pod) => `${pod.namespace}/${pod.workload}`),
  )
  return workloads.filter(
    (workload) =>
      workload.desiredReplicas > 0 &&
      !readyOwners.has(`${workload.namespace}/${workload.name}`) &&
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

/** Ready against desired over the whole service. */
function replicaReason(input: PodInput): Draft[] {
  const { ready, desired } = countReplicas(input.workloads, input.pods)
  const text = `${ready} of ${desired} ${desired === 1 ? 'pod' : 'pods'} ready`
  const counted = input.pods.filter(isCounted)
  if (ready >= desired) {
    return [
      { id: 'replicas', rule: 'replicas', status: 'ok', text, since: latest(counted.map((pod) => pod.readyChangedAt)) },
    ]
  }
  const late = counted.filter((pod) => !pod.ready)
  const coming = late.length >= desired - ready && late.every((pod) => podState(pod, input.nowMs).status === 'starting')
  const since = earliest([...late.map(notReadySince), ...input.workloads.map((workload) => workload.unavailableSince)])
  return [
    {
      id: 'replicas',
      rule: 'replicas',
      status: coming ? 'starting' : 'degraded',
      text,
      since,
      podCount: desired - ready,
    },
  ]
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
  if (input.workloads.length === 0 && !input.pods.some(isCounted)) {
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
  const { desired } = countReplicas(input.workloads, input.pods)
  if (desired === 0 && !input.pods.some(isCounted)) {
    return [{ id: 'scaled-to-zero', rule: 'scaled-to-zero', status: 'paused', text: 'Scaled to 0 pods', since: null }]
  }
  const dead = deadReason(input)
  // "0 of 2" says nothing that "no pod ready" does not.
  const count = replicaReason(input).filter(() => dead.length === 0 || input.pods.some((pod) => pod.ready))
  return [...dead, ...count, ...troubleReasons(input)]
}

/** All that Kubernetes says of a service. Of a Kubernetes that fails, only trouble is repeated, and as stale. */
export function podReasons(input: PodInput): Reason[] {
  if (input.service.workload === null) return []
  const told = input.fresh ? drafts(input) : drafts(input).filter((draft) => draft.status !== 'ok')
  return told.map((draft) => ({
    ...draft,
    source: 'kubernetes',
    status: input.fresh ? draft.status : 'stale',
    text: input.fresh ? draft.text : `${draft.text}, as last heard`,
    sinceAtLeast: false,
    link: `/services/${input.service.id}#pods`,
  }))
}
