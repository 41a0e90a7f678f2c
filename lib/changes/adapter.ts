import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceForPodName, serviceForWorkload } from '@/lib/catalogue/services'
import type { ClusterEvent } from '@/lib/kubernetes/schema'
import { isoTime } from '@/lib/time/iso-time'
import type { Autoscaler, Pod } from '@/lib/workloads/schema'
import { serviceLink } from './model'
import type { Change, ChangeKind } from './schema'

const maxDetailLength = 300

function cut(text: string): string {
  return text.length > maxDetailLength ? `${text.slice(0, maxDetailLength - 1)}…` : text
}

/** Normal events that say that something changed. The others (pulled, created, started) tell each step of every pod. */
const tellingReasons: Readonly<Record<string, ChangeKind>> = {
  ScalingReplicaSet: 'scaling',
  SuccessfulRescale: 'autoscaler',
  TaintManagerEviction: 'eviction',
  Evicted: 'eviction',
  Preempted: 'eviction',
  NodeNotReady: 'pod',
}

function kindOfEvent(event: ClusterEvent): ChangeKind | null {
  const known = tellingReasons[event.reason]
  if (known) return known
  if (event.type === 'Normal') return null
  if (event.object.kind === 'HorizontalPodAutoscaler') return 'autoscaler'
  return event.object.kind === 'Pod' ? 'pod' : 'event'
}

function serviceOfObject({ kind, name }: ClusterEvent['object'], autoscalers: readonly Autoscaler[]): ServiceId | null {
  const target = autoscalers.find((autoscaler) => autoscaler.name === name)?.targetName
  if (kind === 'HorizontalPodAutoscaler') return target ? (serviceForWorkload(target)?.id ?? null) : null
  return (serviceForPodName(name) ?? serviceForWorkload(name))?.id ?? null
}

/** Events of Kubernetes that say that something changed or went wrong; a repeated one is one change, at its first time, with its count. */
export function eventChanges(
  region: string,
  events: readonly ClusterEvent[],
  autoscalers: readonly Autoscaler[],
): Change[] {
  return events.flatMap((event): Change[] => {
    const kind = kindOfEvent(event)
    // A warning that repeats every few seconds began once; by its last time it would stand above everything new for ever.
    const at = isoTime(event.firstAt) ?? isoTime(event.lastAt)
    if (kind === null || at === null) return []
    const serviceId = serviceOfObject(event.object, autoscalers)
    return [
      {
        id: `event:${region}:${event.uid}`,
        at,
        notBefore: null,
        region,
        source: 'kubernetes',
        kind,
        tone: event.type === 'Normal' && kind !== 'eviction' ? null : 'degraded',
        title: `${event.object.name}: ${event.reason}`,
        detail: event.message === '' ? null : cut(event.message),
        subject: event.object.name,
        link: serviceLink(serviceId, region),
        serviceId,
        count: event.count,
      },
    ]
  })
}

/** Containers that ended, one change for the last end of each pod, and pods that were evicted. */
export function podChanges(region: string, pods: readonly Pod[]): Change[] {
  return pods.flatMap((pod) => [...restartOf(region, pod), ...evictionOf(region, pod)])
}

function podBase(region: string, pod: Pod) {
  return {
    notBefore: null,
    region,
    source: 'kubernetes',
    subject: pod.name,
    link: serviceLink(pod.service, region),
    serviceId: pod.service,
    count: 1,
  } as const
}

function restartOf(region: string, pod: Pod): Change[] {
  const ended = pod.lastTermination
  if (ended === null) return []
  const well = ended.exitCode === 0
  const code = ended.exitCode === null ? '' : `, exit code ${ended.exitCode}`
  return [
    {
      ...podBase(region, pod),
      id: `restart:${region}:${pod.uid}:${ended.container}:${ended.at}`,
      at: ended.at,
      kind: 'restart',
      tone: well ? null : 'failing',
      title: `${pod.name}: container ${ended.container} ${well ? 'ended' : 'crashed'}`,
      detail: `${ended.reason ?? 'No reason given'}${code}; ${pod.restarts} restarts so far`,
    },
  ]
}

function evictionOf(region: string, pod: Pod): Change[] {
  const at = pod.readyChangedAt ?? pod.createdAt
  if (pod.phase !== 'Failed' || pod.reason !== 'Evicted' || at === null) return []
  return [
    {
      ...podBase(region, pod),
      id: `eviction:${region}:${pod.uid}`,
      at,
      kind: 'eviction',
      tone: 'degraded',
      title: `${pod.name} evicted`,
      detail: pod.message === null ? null : cut(pod.message),
    },
  ]
}
