import { z } from 'zod'
import { rangeProblem, relativeRangeNames } from './range'

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
  .superRefine((range, context) => {
    const problem = rangeProblem(range)
    if (problem) context.addIssue({ code: 'custom', path: [problem.path], message: problem.message })
  })
