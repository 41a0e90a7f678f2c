import 'server-only'
import { env } from '@/lib/env/env'
import { createSharedAnswers } from '@/lib/live/shared-answers'
import type { Metadata } from '@/lib/prometheus/schema'
import type { ChartAnswer, ServiceMetrics } from '../schema'

/** Charts. Keys say how far their range is filled, and what is filled never changes. */
export const sharedChart = createSharedAnswers<ChartAnswer>({
  name: 'services.charts',
  maxAnswers: 300,
  keptMs: 5 * 60_000,
})

/** The metrics table of a service, as fresh as everything else that is live. */
export const sharedMetrics = createSharedAnswers<ServiceMetrics>({
  name: 'services.metrics',
  maxAnswers: 300,
  keptMs: () => env().LIVE_INTERVAL_SECONDS * 1000,
})

/** Types of a region's metrics: they change with releases of the platform, not with its traffic. */
export const sharedTypes = createSharedAnswers<Metadata>({ name: 'services.types', maxAnswers: 50, keptMs: 5 * 60_000 })
