import type { ResourceProblem } from '@/lib/kubernetes/cluster'
import type { SourceState } from '@/lib/sources/schema'
import type { Workload } from '@/lib/workloads/schema'
import { endedAlerts } from './alert-adapter'
import { diffWorkloads, type Look } from './model'
import type { Change } from './schema'

/** The look that the next one is compared with, and what differs from the one before. */
type Observed<Seen> = { look: Look<Seen> | null; changes: Change[] }

type Source = Pick<SourceState, 'status' | 'observedAt'>

/** A source that fails repeats what it said last: that is no look. */
function lookAt<Seen>({ status, observedAt }: Source, seen: Seen): Look<Seen> | null {
  const answers = status === 'ok' || status === 'degraded'
  return answers && observedAt !== null ? { seen, at: observedAt } : null
}

/**
 * Rollouts, scalings, workloads that came or went. A look that does not see all workloads is none: those it misses are not gone.
 * Other resources that cannot be read (events, autoscalers) do not matter here.
 */
export function observeWorkloads(
  region: string,
  before: Look<Workload[]> | null,
  workloads: Workload[],
  source: Source & { problems: readonly Pick<ResourceProblem, 'resource'>[] },
): Observed<Workload[]> {
  const isWhole = source.problems.every(({ resource }) => resource !== 'deployments' && resource !== 'statefulsets')
  const look = isWhole ? lookAt(source, workloads) : null
  if (look === null) return { look: before, changes: [] }
  return { look, changes: before ? diffWorkloads(region, before, look) : [] }
}

/** Alerts that ended. */
export function observeAlerts(before: Look<Change[]> | null, firing: Change[], source: Source): Observed<Change[]> {
  const look = lookAt(source, firing)
  if (look === null) return { look: before, changes: [] }
  return { look, changes: before ? endedAlerts(before, look) : [] }
}
