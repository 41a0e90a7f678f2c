import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from '@/lab/stack/stack'
import { readMetrics, type Sample, sum } from '../console-metrics'
import type { ConsoleSession } from '../console-session'
import { openViewers } from '../viewers'

/** Requests and refreshes of one window. Requests are counted per refresh, so that a window's edges do not count as a difference. */
export type Window = { requestsPerRefresh: number; refreshesPerMinute: number; requestsPerMinute: number }

const warmUpMs = 12_000

function difference(before: readonly Sample[], after: readonly Sample[], name: string): number {
  return sum(after, name) - sum(before, name)
}

/** What `viewers` people who look cost upstream, over `windowMs`. */
export async function measureUpstream(
  stack: Stack,
  session: ConsoleSession,
  viewers: number,
  windowMs: number,
): Promise<Window> {
  const open = await openViewers(session, viewers)
  try {
    await wait(warmUpMs)
    const before = await readMetrics(stack)
    const startedAt = performance.now()
    await wait(windowMs)
    const after = await readMetrics(stack)
    const minutes = (performance.now() - startedAt) / 60_000
    const requests = difference(before, after, 'patchboard_upstream_requests_total')
    const refreshes = difference(before, after, 'patchboard_feed_refreshes_total')
    return {
      requestsPerRefresh: requests / refreshes,
      refreshesPerMinute: refreshes / minutes,
      requestsPerMinute: requests / minutes,
    }
  } finally {
    open.close()
  }
}
