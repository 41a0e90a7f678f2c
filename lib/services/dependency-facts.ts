import { services } from '@/lib/catalogue/services'
import type { ConnectionFacts, DependencyFact } from '@/lib/topology/model'
import { readingStatus, serviceOfReading, statusMetrics } from './gauges'
import { type GaugeReading, podKey, type ServiceParts } from './parts'
import type { ServiceRow } from './schema'

function saidBy(
  metric: Parameters<typeof readingStatus>[0],
  readings: readonly GaugeReading[],
): DependencyFact['said'] {
  const byWord = new Map<string, { status: DependencyFact['said'][number]['status']; pods: Set<string> }>()
  for (const reading of readings) {
    if (reading.metric !== metric.name) continue
    const { status, word } = readingStatus(metric, reading.raw)
    const group = byWord.get(word) ?? { status, pods: new Set() }
    group.pods.add(podKey(reading))
    byWord.set(word, group)
  }
  return [...byWord].map(([word, { status, pods }]) => ({ status, word, pods: pods.size }))
}

/**
 * What every service says of what it depends on, for the states of connections. Pods that Kubernetes does not know have no say.
 * `rows` are those of the same region.
 */
export function connectionFacts(parts: ServiceParts, rows: readonly ServiceRow[]): ConnectionFacts {
  const byService = new Map<string, GaugeReading[]>()
  for (const reading of parts.prometheus.data?.gauges ?? []) {
    if (parts.unknownPodSince.has(podKey(reading))) continue
    const service = serviceOfReading(reading)
    if (service) byService.set(service.id, [...(byService.get(service.id) ?? []), reading])
  }
  const { status } = parts.prometheus.state
  return {
    fresh: status === 'ok' || status === 'degraded',
    statusOf: (id) => rows.find((row) => row.serviceId === id)?.status ?? null,
    dependencies: services.flatMap((service) =>
      statusMetrics(service).flatMap((metric) =>
        metric.dependency === undefined
          ? []
          : {
              service: service.id,
              metric: metric.name,
              dependency: metric.dependency,
              expected: !metric.namedOnlyByAlerts,
              said: saidBy(metric, byService.get(service.id) ?? []),
            },
      ),
    ),
  }
}
