import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { type Region, regions } from '@/lib/env/regions'
import { clusterView } from '@/lib/kubernetes/instance'
import { registerFeed } from '@/lib/live/registry'
import type { SourceTracker } from '@/lib/live/source'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import type { SourceState } from '@/lib/sources/schema'
import { readCluster } from '@/lib/workloads/model'
import type { Workload } from '@/lib/workloads/schema'
import { eventChanges, podChanges } from '../adapter'
import { alertChanges } from '../alert-adapter'
import { auditChanges } from '../audit-adapter'
import { type Look, maxChanges, mergeChanges, summariseChanges } from '../model'
import { observeAlerts, observeWorkloads } from '../observed'
import type { Change, ChangeSummary } from '../schema'

/** What only two looks can tell (a rollout, a scaling, an alert's end). Sources keep the rest, so a new process knows it, too. */
type Observed = { workloads: Look<Workload[]> | null; alerts: Look<Change[]> | null; seen: Change[] }

const observedByRegion = new Map<string, Observed>()

function observedIn(region: string): Observed {
  const known = observedByRegion.get(region) ?? { workloads: null, alerts: null, seen: [] }
  observedByRegion.set(region, known)
  return known
}

type Found = { changes: Change[]; sources: SourceState[] }

async function readKubernetes(region: Region, tracker: SourceTracker): Promise<Found> {
  const view = clusterView(region.id)
  const { value, state } = await tracker.read(
    { region: region.id, name: 'kubernetes' },
    view && (() => view.read()),
    // Events are the half of what is told here; a missing permission must not look like "nothing happened".
    { partial: (snapshot) => snapshot.problems[0]?.error },
  )
  if (!value) return { changes: [], sources: [state] }
  const { pods, workloads, autoscalers } = readCluster(value)
  const memory = observedIn(region.id)
  const observed = observeWorkloads(region.id, memory.workloads, workloads, { ...state, problems: value.problems })
  memory.workloads = observed.look
  memory.seen.push(...observed.changes)
  return {
    changes: [...eventChanges(region.id, value.events, autoscalers), ...podChanges(region.id, pods)],
    sources: [state],
  }
}

async function readAlerts(region: Region, tracker: SourceTracker): Promise<Found> {
  const rules = prometheus(region.id) ? () => sharedRules(region.id).read() : undefined
  const { value, state } = await tracker.read({ region: region.id, name: 'prometheus' }, rules)
  if (!value) return { changes: [], sources: [state] }
  const changes = alertChanges(region.id, value)
  const memory = observedIn(region.id)
  const observed = observeAlerts(memory.alerts, changes, state)
  memory.alerts = observed.look
  memory.seen.push(...observed.changes)
  return { changes, sources: [state] }
}

/** What people did to tenants. Sign-ins and accounts are for auditors only and stay in the audit log. */
async function readAudit(tracker: SourceTracker): Promise<Found> {
  const { value, state } = await tracker.read({ region: 'console', name: 'postgresql' }, () =>
    readDatabase((client) =>
      client.auditEntry.findMany({
        where: { entityType: 'tenant' },
        orderBy: { id: 'desc' },
        take: maxChanges,
        select: { id: true, at: true, action: true, entityId: true, actorName: true },
      }),
    ),
  )
  return { changes: auditChanges(value ?? []), sources: [state] }
}

async function readRegion(region: Region, tracker: SourceTracker): Promise<Found> {
  const [cluster, alerts] = await Promise.all([readKubernetes(region, tracker), readAlerts(region, tracker)])
  const memory = observedIn(region.id)
  memory.seen = mergeChanges(memory.seen)
  return {
    changes: [...cluster.changes, ...alerts.changes, ...memory.seen],
    sources: [...cluster.sources, ...alerts.sources],
  }
}

/** The last 200 changes of all regions. Upstream, for each refresh: one query to the database; the rest is shared with other feeds. */
export const changesFeed = registerFeed<Change, ChangeSummary>('changes', {
  poll: async (_signal, context) => {
    const found = await Promise.all([
      ...regions().map((region) => readRegion(region, context.sources)),
      readAudit(context.sources),
    ])
    const items = mergeChanges(found.flatMap((part) => part.changes))
    return { items, summary: summariseChanges(items), sources: found.flatMap((part) => part.sources) }
  },
})
