import 'server-only'
import { findRegion, type Region, regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'

/** A region (the first one when none is named) and its Prometheus. Throws `not-found`; `what` is what one cannot see then. */
export function prometheusOf(asked: string | undefined, what: string): { region: Region; client: PrometheusClient } {
  const region = asked === undefined ? regions()[0] : findRegion(asked)
  const client = region && prometheus(region.id)
  if (region && client) return { region, client }
  throw new AppError('not-found', `Region ${JSON.stringify(asked ?? '')} has no Prometheus.`, {
    action: `Name its address in the configuration to see ${what}.`,
  })
}
