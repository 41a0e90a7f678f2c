import { inNamespaces, matcher } from '@/lib/prometheus/promql'
import type { Service } from './schema'
import { podNamePattern, serviceForMetricName } from './services'

/**
 * Matchers for the series of a metric that are a service's own. Metrics that several services expose under one name are told apart by
 * the pod; one's own may also come without a pod. None for a service without pods.
 */
export function ownSeries(service: Service, metric: string, namespaces: readonly string[] | null): string[] {
  const pattern = podNamePattern(service)
  if (pattern === null) return []
  const alone = serviceForMetricName(metric)?.id === service.id
  return [...inNamespaces(namespaces), matcher('pod', '=~', alone ? `${pattern}|` : pattern)]
}
