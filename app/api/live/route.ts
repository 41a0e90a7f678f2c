import './feeds'
import { z } from 'zod'
import { sessionWatch } from '@/lib/auth/session'
import { handler } from '@/lib/http/handler'
import { openLive } from '@/lib/live/open-live'
import { liveTopicSchema } from '@/lib/live/schema'

/** A stream is never a page that could be built ahead. */
export const dynamic = 'force-dynamic'

const querySchema = z.object({
  topics: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(liveTopicSchema).min(1)),
  lastEventId: z.string().max(1000).optional(),
})

export const GET = handler({ permission: 'console:read', query: querySchema }, async ({ query, actor, request }) =>
  openLive({
    topics: query.topics,
    // The header is what a browser sends when it reconnects by itself; the query is what our client sends.
    lastEventId: request.headers.get('last-event-id') ?? query.lastEventId,
    userId: actor.id,
    isSessionAlive: await sessionWatch(),
    signal: request.signal,
  }),
)
