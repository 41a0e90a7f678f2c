import 'server-only'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById, serviceForWorkload } from '@/lib/catalogue/services'
import { AppError } from '@/lib/errors'
import { mergeSourceStates } from '@/lib/live/source'
import { connectionsOf } from '@/lib/topology/model'
import { connectionFacts } from '../dependency-facts'
import { buildMatrix } from '../matrix'
import type { ServiceDetail } from '../schema'
import { servicesFeed } from './feed'
import { regionMemory } from './region-memory'

/**
 * One service of one region (the first one when none is named) with its pods. Asks no source: it reads what the feed's last
 * refresh found, however many people look. Throws `not-found` for a region that the console does not watch.
 */
export async function getService(serviceId: ServiceId, region: string | undefined): Promise<ServiceDetail> {
  const snapshot = await servicesFeed().read()
  const row = snapshot.items.find(
    (candidate) => candidate.serviceId === serviceId && (region === undefined || candidate.region === region),
  )
  const parts = row && regionMemory(row.region).parts
  if (!row || !parts) {
    throw new AppError('not-found', `No region ${JSON.stringify(region ?? '')} is watched.`, {
      action: 'Choose the service in the list.',
    })
  }
  const service = serviceById(serviceId)
  const { columns, rows, podTotal } = buildMatrix(service, parts)
  return {
    observedAt: snapshot.observedAt,
    row,
    purpose: service.purpose,
    columns,
    matrix: rows,
    podTotal,
    autoscalers: (parts.kubernetes.data?.autoscalers ?? []).filter(
      ({ targetName }) => serviceForWorkload(targetName)?.id === serviceId,
    ),
    connections: connectionsOf(
      serviceId,
      connectionFacts(
        parts,
        snapshot.items.filter((item) => item.region === row.region),
      ),
    ),
    sources: mergeSourceStates([parts.prometheus.state, parts.alerts.state, parts.kubernetes.state]),
  }
}
