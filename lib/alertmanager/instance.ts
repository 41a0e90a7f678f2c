import 'server-only'
import { upstreamLimits } from '@/lib/env/limits'
import { processSingleton } from '@/lib/env/process-singleton'
import { findRegion } from '@/lib/env/regions'
import { observeUpstream } from '@/lib/metrics/observe-upstream'
import { type AlertmanagerClient, createAlertmanagerClient } from './client'

/** The Alertmanager cluster of a region; undefined when none is configured there (or there is no such region). */
export function alertmanager(regionId: string): AlertmanagerClient | undefined {
  const source = findRegion(regionId)?.alertmanager
  if (!source) return undefined
  return processSingleton(`alertmanager.${regionId}`, () =>
    createAlertmanagerClient({ ...source, ...upstreamLimits(), region: regionId, observe: observeUpstream }),
  )
}
