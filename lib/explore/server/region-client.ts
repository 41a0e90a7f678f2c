import 'server-only'
import { findRegion, regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'

export type RegionClient = { region: string; client: PrometheusClient | undefined }

/** The region that is asked, the first one when none is named. Throws `not-found`. */
export function regionClient(id: string | undefined): RegionClient {
  const region = id ? findRegion(id) : regions()[0]
  if (!region) throw new AppError('not-found', `This console has no region ${JSON.stringify(id ?? '')}.`)
  return { region: region.id, client: prometheus(region.id) }
}

/** The same for what cannot do without a Prometheus. Throws `not-found`. */
export function requireClient(id: string | undefined): { region: string; client: PrometheusClient } {
  const { region, client } = regionClient(id)
  if (client) return { region, client }
  throw new AppError('not-found', `Region ${region} has no Prometheus.`, {
    action: 'Name its address in the configuration to explore metrics.',
  })
}
