import 'server-only'
import { AppError } from '@/lib/errors'
import type { Feed } from './feed'
import { type LiveStreamOptions, openLiveStream } from './hub'
import { feedFor } from './registry'
import type { LiveTopic } from './schema'

type OpenLive = { topics: readonly LiveTopic[] } & Pick<
  LiveStreamOptions,
  'lastEventId' | 'userId' | 'isSessionAlive' | 'signal'
>

function knownFeed(topic: LiveTopic): Feed {
  const feed = feedFor(topic)
  if (!feed) throw new AppError('invalid-input', `There is no live topic "${topic}" in this console.`)
  return feed
}

/** The live stream of these topics as an answer that proxies neither buffer nor rewrite. Throws AppError. */
export function openLive({ topics, ...options }: OpenLive): Response {
  const stream = openLiveStream({ ...options, feeds: topics.map(knownFeed) })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform also keeps the server's own compression away, which would hold events back.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
