import { z } from 'zod'
import { statusWordSchema } from '@/lib/catalogue/schema'
import { upstreamFailureKinds } from '@/lib/errors'
import { sourceNames } from './vocabulary'

export const sourceNameSchema = z.enum(sourceNames)
export type SourceName = z.infer<typeof sourceNameSchema>

export const sourceErrorSchema = z.object({
  kind: z.enum(upstreamFailureKinds),
  /** One sentence for the screen: what happened, never an upstream body. */
  message: z.string(),
  httpStatus: z.number().int().optional(),
  at: z.iso.datetime(),
})

/**
 * State of one source as a list's answer carries it. `ok`: the data is what it said at `observedAt`. `stale`: it fails now and
 * the data is what it last said at `observedAt`. `failing`: it fails and never said anything. `unknown`: it has not answered yet
 * and not failed either.
 */
export const sourceStateSchema = z.object({
  region: z.string(),
  name: sourceNameSchema,
  status: statusWordSchema,
  /** When it last answered well; null when it never did. */
  observedAt: z.iso.datetime().nullable(),
  /** Since when it has the present status; null when unknown. */
  since: z.iso.datetime().nullable(),
  /** When the question was asked whose answer is still waited for; only with `unknown`. */
  askedAt: z.iso.datetime().optional(),
  error: sourceErrorSchema.optional(),
  latencyMs: z.number().nonnegative().optional(),
})
export type SourceState = z.infer<typeof sourceStateSchema>

/** One source of one region as the Sources page shows it. PostgreSQL belongs to the console itself: region `console`. */
export const sourceDetailSchema = sourceStateSchema.extend({
  /** `<region>/<name>`. */
  id: z.string(),
  regionName: z.string(),
  configured: z.boolean(),
  /** Host and port, or for Kubernetes the context or `in-cluster`; never credentials. Null when not configured. */
  address: z.string().nullable(),
  /** As it last said itself; null when it never did. */
  version: z.string().nullable(),
  /** The oldest version that this console can read whole, when `version` is older than that; else null. */
  neededVersion: z.string().nullable(),
  /** The last failure, also when it is over; `error` is the present one. */
  lastError: sourceErrorSchema.nullable(),
})
export type SourceDetail = z.infer<typeof sourceDetailSchema>

/** Sources by status word; words that no source has are left out. */
export const sourceSummarySchema = z.object({
  total: z.number().int().nonnegative(),
  configured: z.number().int().nonnegative(),
  byStatus: z.partialRecord(statusWordSchema, z.number().int().positive()),
})
export type SourceSummary = z.infer<typeof sourceSummarySchema>
