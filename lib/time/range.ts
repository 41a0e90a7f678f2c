import { z } from 'zod'

/** Ranges offered everywhere, in seconds. */
export const relativeRanges = {
  '15m': 900,
  '1h': 3600,
  '3h': 10_800,
  '6h': 21_600,
  '24h': 86_400,
  '2d': 172_800,
  '7d': 604_800,
} as const
export type RelativeRange = keyof typeof relativeRanges
export const relativeRangeNames = Object.keys(relativeRanges) as [RelativeRange, ...RelativeRange[]]

/**
 * A time range as it stands in the URL: `range=1h`, or absolute `from`/`to` in Unix seconds (after a zoom by drag).
 * Absolute wins. At most 31 days, `from` before `to`.
 */
export const timeRangeSchema = z
  .object({
    range: z.enum(relativeRangeNames).default('1h'),
    from: z.coerce.number().int().positive().optional(),
    to: z.coerce.number().int().positive().optional(),
  })
  .refine((value) => (value.from === undefined) === (value.to === undefined), {
    path: ['to'],
    message: 'from and to go together',
  })
  .refine((value) => value.from === undefined || value.to === undefined || value.from < value.to, {
    path: ['from'],
    message: 'from must be before to',
  })
  .refine((value) => value.from === undefined || value.to === undefined || value.to - value.from <= 31 * 86_400, {
    path: ['from'],
    message: 'at most 31 days',
  })
export type TimeRange = z.infer<typeof timeRangeSchema>

export type AbsoluteRange = { startSeconds: number; endSeconds: number; stepSeconds: number }

/**
 * Resolves a range at `nowSeconds` into start, end and a step that gives at most `maxPoints` points and never less than
 * `minStepSeconds` (the scrape interval: finer steps would only repeat samples). Ends are aligned to the step, so that a
 * refetch moves whole buckets and charts do not shimmer.
 */
export function resolveRange(
  range: TimeRange,
  nowSeconds: number,
  maxPoints = 240,
  minStepSeconds = 15,
): AbsoluteRange {
  const end = range.to ?? nowSeconds
  const start = range.from ?? end - relativeRanges[range.range]
  const raw = Math.max(minStepSeconds, (end - start) / maxPoints)
  const stepSeconds = Math.ceil(raw / 5) * 5
  return {
    startSeconds: Math.floor(start / stepSeconds) * stepSeconds,
    endSeconds: Math.floor(end / stepSeconds) * stepSeconds,
    stepSeconds,
  }
}
