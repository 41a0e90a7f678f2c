import 'server-only'
import { upstreamLimits } from '@/lib/env/limits'
import { processSingleton } from '@/lib/env/process-singleton'
import { findRegion } from '@/lib/env/regions'
import { observeUpstream } from '@/lib/metrics/observe-upstream'
import { createPrometheusClient, type PrometheusClient } from './client'

/** The Prometheus of a region; undefined when none is configured there (or there is no such region). */
export function prometheus(regionId: string): PrometheusClient | undefined {
  const source = findRegion(regionId)?.prometheus
  if (!source) return undefined
  return processSingleton(`prometheus.${regionId}`, () =>
    createPrometheusClient({ ...source, ...upstreamLimits(), region: regionId, observe: observeUpstream }),
  )
}
