import 'server-only'
import { upstreamLimits } from '@/lib/env/limits'
import { processSingleton } from '@/lib/env/process-singleton'
import { findRegion } from '@/lib/env/regions'
import { observeUpstream } from '@/lib/metrics/observe-upstream'
import { createPushgatewayClient, type PushgatewayClient } from './client'

/** The Pushgateway of a region; undefined when none is configured there (or there is no such region). */
export function pushgateway(regionId: string): PushgatewayClient | undefined {
  const source = findRegion(regionId)?.pushgateway
  if (!source) return undefined
  return processSingleton(`pushgateway.${regionId}`, () =>
    createPushgatewayClient({ ...source, ...upstreamLimits(), region: regionId, observe: observeUpstream }),
  )
}
