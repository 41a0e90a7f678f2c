import { isWatched } from '@/lib/time/watched'
import type { Workload } from '@/lib/workloads/schema'
import type { Change, ChangeSummary } from './schema'

/** Changes that a list carries. Older ones are in Kubernetes, Alertmanager and the audit log. */
export const maxChanges = 200

/** Newest first; equal times by id, so that rows never swap places. */
export function compareChanges(a: Change, b: Change): number {
  return b.at.localeCompare(a.at) || a.id.localeCompare(b.id)
}

/** Each change once, newest first, at most `maxChanges`. Of two with one id the newer counts. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const byId = new Map<string, Change>()
  for (const change of changes) {
    const known = byId.get(change.id)
    if (!known || change.at > known.at) byId.set(change.id, change)
  }
  return [...byId.values()].sort(compareChanges).slice(0, maxChanges)
}

export function summariseChanges(changes: readonly Change[]): ChangeSummary {
  const byKind: ChangeSummary['byKind'] = {}
  for (const { kind } of changes) byKind[kind] = (byKind[kind] ?? 0) + 1
  return { byKind }
}

/** Link to the service something belongs to; null when it belongs to none. */
export function serviceLink(serviceId: string | null, region: string): string | null {
  return serviceId === null ? null : `/services/${serviceId}?${new URLSearchParams({ region })}`
}

/** What was seen, and when. */
export type Look<Seen> = { seen: Seen; at: string }

/** When what two looks tell apart happened: just now, or, where the first one was long ago, at some time in between. */
export function happenedBetween(before: Look<unknown>, after: Look<unknown>): Pick<Change, 'at' | 'notBefore'> {
  const watched = isWatched(Date.parse(before.at), Date.parse(after.at))
  return { at: after.at, notBefore: watched ? null : before.at }
}

const workloadKey = (workload: Workload) => `${workload.namespace}/${workload.name}`

type When = ReturnType<typeof happenedBetween>

function base(region: string, workload: Workload, when: When) {
  const { name, service } = workload
  return {
    ...when,
    region,
    source: 'kubernetes',
    tone: null,
    subject: name,
    link: serviceLink(service, region),
    serviceId: service,
    count: 1,
  } as const
}

function rolloutOf(region: string, before: Workload, after: Workload, when: When): Change[] {
  const sameImage = before.image === after.image
  if (sameImage && before.revision === after.revision) return []
  const from = before.imageVersion ?? 'no tag'
  const to = after.imageVersion ?? 'no tag'
  const title = sameImage ? `${after.name} restarts its pods` : `${after.name} rolls out ${to}`
  const detail = sameImage ? `Revision ${after.revision ?? 'unknown'}, same image` : `Version ${from} before`
  const id = `rollout:${region}:${workloadKey(after)}:${after.generation}`
  return [{ ...base(region, after, when), id, kind: 'rollout', title, detail }]
}

function scalingOf(region: string, before: Workload, after: Workload, when: When): Change[] {
  const from = before.desiredReplicas
  const to = after.desiredReplicas
  if (from === to) return []
  const id = `scaling:${region}:${workloadKey(after)}:${after.generation}`
  const title = `${after.name} scaled from ${from} to ${to} pods`
  return [{ ...base(region, after, when), id, kind: 'scaling', title, detail: null }]
}

/** What differs between two looks at the same workloads; workloads that came or went are changes, too. */
export function diffWorkloads(
  region: string,
  before: Look<readonly Workload[]>,
  after: Look<readonly Workload[]>,
): Change[] {
  const when = happenedBetween(before, after)
  const old = new Map(before.seen.map((workload) => [workload.uid, workload]))
  const changed = after.seen.flatMap((workload): Change[] => {
    const known = old.get(workload.uid)
    old.delete(workload.uid)
    if (known) return [...rolloutOf(region, known, workload, when), ...scalingOf(region, known, workload, when)]
    const detail = `${workload.kind} with ${workload.desiredReplicas} pods`
    const id = `created:${region}:${workload.uid}`
    const made = workload.createdAt === null ? when : { at: workload.createdAt, notBefore: null }
    return [{ ...base(region, workload, made), id, kind: 'rollout', title: `${workload.name} created`, detail }]
  })
  const gone = [...old.values()].map(
    (workload): Change => ({
      ...base(region, workload, when),
      id: `deleted:${region}:${workload.uid}`,
      kind: 'rollout',
      title: `${workload.name} deleted`,
      detail: workload.kind,
    }),
  )
  return [...changed, ...gone]
}
