// A Pushgateway goes on serving what a dead pusher left behind, so a status is worth what its push is.
// https://github.com/prometheus/pushgateway#about-metric-inconsistencies

/** Pushes that may fail to come before what was pushed last is old. */
const missedPushes = 3

/** Age in seconds from which a status says what was, not what is. */
export function portalStaleAfterSeconds(probeIntervalSeconds: number): number {
  return probeIntervalSeconds * missedPushes
}

/** The same for rules that ship, which do not know the interval: right for the longest that is allowed. */
export const shippedStaleAfterSeconds = portalStaleAfterSeconds(60)

const statuses = 'Portal_HTTP_Status'

/**
 * The series of `select` (all portal statuses by default) without those known to be old. A job may push a group for each tenant;
 * its push then carries the tenant as `instance`, and speaks for that one. Any other push speaks for all the rest of its job, the
 * newest of several. A status of which no push is known stays: nothing tells that it is old.
 */
export function freshPortalStatuses(staleAfterSeconds: number, select = statuses): string {
  const newest = (by: string, pushes: string) => `time() - max by (${by}) (push_time_seconds{${pushes}})`
  const ofJob = `${select} unless on (job, instance) push_time_seconds{instance!=""} unless on (job) (${newest('job', 'instance=""')} > ${staleAfterSeconds})`
  const ofTenant = `${select} and on (job, instance) (${newest('job, instance', 'instance!=""')} <= ${staleAfterSeconds})`
  return `((${ofJob}) or (${ofTenant}))`
}
