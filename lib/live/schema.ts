import { z } from 'zod'
import { sourceStateSchema } from '@/lib/sources/schema'
import { liveTopics } from './vocabulary'

export const liveTopicSchema = z.enum(liveTopics)
export type LiveTopic = z.infer<typeof liveTopicSchema>

/** Why a stream ends in order, as the data of its `goodbye`. */
export const goodbyeSchema = z.object({ reason: z.enum(['lifetime', 'session-ended', 'stopping']) })
export type GoodbyeReason = z.infer<typeof goodbyeSchema>['reason']

/** Where in a feed's life an answer stands. `epoch` names the process run; `seq` grows by one a refresh that changed anything. */
export const livePositionSchema = z.object({ epoch: z.string(), seq: z.number().int().nonnegative() })
export type LivePosition = z.infer<typeof livePositionSchema>

/** Every live answer of a list: rows, whose word it is, how old. `summary` counts over all rows, also those a page leaves out. */
export function liveListSchema<Row extends z.ZodType, Summary extends z.ZodType>(row: Row, summary: Summary) {
  return z.object({
    position: livePositionSchema,
    observedAt: z.iso.datetime(),
    items: z.array(row),
    total: z.number().int().nonnegative(),
    summary,
    sources: z.array(sourceStateSchema),
  })
}

/**
 * Events on /api/live. Rows are whole and carry `id`, so applying one twice is harmless. `reset` says that the stream can't
 * tell what the browser missed: refetch the topic. `seq` is also the SSE id, so a reconnect resumes after it.
 */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('delta'),
    topic: liveTopicSchema,
    position: livePositionSchema,
    observedAt: z.iso.datetime(),
    upsert: z.array(z.looseObject({ id: z.string() })),
    remove: z.array(z.string()),
    /** Rows in the whole list now: when it moves, pages of it have to be fetched again. */
    total: z.number().int().nonnegative(),
    summary: z.unknown(),
    sources: z.array(sourceStateSchema),
  }),
  z.object({ type: z.literal('reset'), topic: liveTopicSchema, position: livePositionSchema }),
  /** Nothing changed, but the sources were read again: moves "data as of" without moving rows. */
  z.object({
    type: z.literal('beat'),
    topic: liveTopicSchema,
    position: livePositionSchema,
    observedAt: z.iso.datetime(),
    sources: z.array(sourceStateSchema),
  }),
])
export type LiveDelta = Extract<LiveEvent, { type: 'delta' }>
export type LiveEvent = z.infer<typeof liveEventSchema>
