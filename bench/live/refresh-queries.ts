import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from '@/lab/stack/stack'
import { readMetrics, sum } from '../console-metrics'
import type { ConsoleSession } from '../console-session'
import { openViewers } from '../viewers'

/** Calls to Prometheus for each refresh of all feeds together, with one viewer: the figure that must not grow with the platform. */
export async function measureQueriesPerRefresh(
  stack: Stack,
  session: ConsoleSession,
  windowMs: number,
): Promise<number> {
  const open = await openViewers(session, 1)
  try {
    await wait(10_000)
    const before = await readMetrics(stack)
    await wait(windowMs)
    const after = await readMetrics(stack)
    const counted = (samples: typeof before, name: string, labels = {}) => sum(samples, name, labels)
    const queries =
      counted(after, 'patchboard_upstream_requests_total', { source: 'prometheus' }) -
      counted(before, 'patchboard_upstream_requests_total', { source: 'prometheus' })
    const refreshes =
      counted(after, 'patchboard_feed_refreshes_total', { topic: 'services' }) -
      counted(before, 'patchboard_feed_refreshes_total', { topic: 'services' })
    return queries / refreshes
  } finally {
    open.close()
  }
}
