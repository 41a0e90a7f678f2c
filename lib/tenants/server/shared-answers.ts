import 'server-only'
import { createSharedAnswers } from '@/lib/live/shared-answers'

/** Histories and figures. Keys say how far their range is filled, so an old one is not asked for again. */
export const sharedAnswer = createSharedAnswers<unknown>({ name: 'tenants.answers', maxAnswers: 200, keptMs: 60_000 })
