import 'server-only'
import { createSharedAnswers } from '@/lib/live/shared-answers'
import type { ChartAnswer } from '../schema'

/** Charts. Keys hold the aligned end of their range, and a fixed range in the past never changes. */
export const sharedAnswer = createSharedAnswers<ChartAnswer>({
  name: 'services.charts',
  maxAnswers: 300,
  keptMs: 5 * 60_000,
})
