import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/metrics/registry'
import { createFeed, type Feed, type FeedObservation, type FeedSpec } from './feed'
import type { LiveTopic } from './schema'

type NounFeedSpec<Row, Summary> = Pick<FeedSpec<Row, Summary>, 'poll'> &
  Partial<Pick<FeedSpec<Row, Summary>, 'intervalMs' | 'idleAfterMs' | 'timeoutMs'>>

const known = new Map<LiveTopic, () => Feed>()

function observe(observation: FeedObservation, error?: unknown): void {
  const { topic, outcome, durationSeconds } = observation
  metrics().feedRefreshes.inc({ topic, outcome })
  metrics().feedRefreshSeconds.observe({ topic }, durationSeconds)
  if (outcome === 'failed') log('live').warn({ topic, err: error }, 'a refresh failed as a whole')
}

/**
 * Declares a noun's feed; `lib/<noun>/server/feed.ts` exports what this returns. The feed itself is made on first use (a build
 * has no environment) and once per process, whichever bundle asks first: see `processSingleton`.
 */
export function registerFeed<Row extends { id: string }, Summary>(
  topic: LiveTopic,
  spec: NounFeedSpec<Row, Summary>,
): () => Feed<Row, Summary> {
  const accessor = () =>
    processSingleton(`feed.${topic}`, () =>
      createFeed<Row, Summary>({ intervalMs: env().LIVE_INTERVAL_SECONDS * 1000, ...spec, topic, observe }),
    )
  known.set(topic, accessor)
  return accessor
}

/** The feed of a topic, when the caller's bundle imported the noun that declares it. */
export function feedFor(topic: LiveTopic): Feed | undefined {
  return known.get(topic)?.()
}
