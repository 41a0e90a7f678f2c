import type { Stack } from '@/lab/stack/stack'
import { readMetrics, sum } from '../console-metrics'
import type { ConsoleSession } from '../console-session'

const queries = { source: 'prometheus', operation: 'query' }

/** Instant queries behind one reading of a service's table of metrics, those of the feed that runs beside it left out. */
export async function measureTableQueries(stack: Stack, session: ConsoleSession, serviceId: string): Promise<number> {
  const read = async (path: string) => {
    const response = await fetch(`${session.baseUrl}${path}`, { headers: { cookie: session.cookie } })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`)
  }
  // The feed has just refreshed, so that its next questions come after ours.
  await read('/api/services')
  const before = await readMetrics(stack)
  await read(`/api/services/${serviceId}/metrics`)
  const after = await readMetrics(stack)
  const refreshes =
    sum(after, 'patchboard_feed_refreshes_total', { topic: 'services' }) -
    sum(before, 'patchboard_feed_refreshes_total', { topic: 'services' })
  const asked =
    sum(after, 'patchboard_upstream_requests_total', queries) -
    sum(before, 'patchboard_upstream_requests_total', queries)
  return asked - refreshes * feedQueries
}

/** Instant queries of one refresh of the services feed. */
const feedQueries = 4
