import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import type { UpstreamObservation } from '@/lib/http/upstream-failure'
import { log } from '@/lib/log/log'
import { metrics } from './registry'

/**
 * Counts one upstream call; every client's `instance.ts` passes this as `observe`. The log gets a line only when a source
 * starts to fail or answers again: a source that is down would otherwise fill it.
 */
export function observeUpstream(observation: UpstreamObservation): void {
  const { source, region, operation, outcome, durationSeconds, error } = observation
  metrics().upstreamRequests.inc({ source, region, operation, outcome })
  metrics().upstreamSeconds.observe({ source, region, operation }, durationSeconds)
  if (outcome === 'cancelled') return
  const last = processSingleton('upstream.outcomes', () => new Map<string, string>())
  const key = `${source}/${region}/${operation}`
  const before = last.get(key) ?? 'ok'
  last.set(key, outcome)
  if (before === outcome) return
  const line = { source, region, operation, outcome }
  if (outcome === 'ok') log('upstream').info(line, 'the source answers again')
  else log('upstream').warn({ ...line, err: error }, 'the source fails')
}
