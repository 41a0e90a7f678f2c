import { fixedWatchers } from './data/watchers'
import { deepFreeze } from './define-service'
import type { CatalogueAlert, Service } from './schema'
import { podNamePattern, services } from './services'

/** A series that each pod of the service exposes from its start: its health level, or the nearest thing to one. */
function baseMetric(service: Service): string | null {
  const health = service.metrics.find(({ role }) => role === 'health-level')
  const always = service.metrics.find(({ appearsOnFirstEvent }) => !appearsOnFirstEvent)
  return health?.name ?? service.keyFigure?.metric ?? always?.name ?? null
}

/**
 * Ready pods without metrics: every alert on the metrics of such a pod is blind. The series is looked for as the service's own
 * alerts look for theirs, by container in the voice services, so that a scrape that sets no such label is found out too.
 */
function metricsAbsent(service: Service): CatalogueAlert[] {
  const metric = baseMetric(service)
  const pods = podNamePattern(service)
  if (metric === null || pods === null) return []
  const own = service.id === 'callback' ? '' : `{container="${service.workload?.container}"}`
  const ready = `max by (namespace, pod) (kube_pod_status_ready{pod=~"${pods}", condition="true"}) == 1`
  return [
    {
      id: `watcher-metrics-absent-${service.id}`,
      name: `Metrics of ${service.name} absent`,
      severity: 'warning',
      basedOn: [metric, 'kube_pod_status_ready'],
      threshold: `a ready pod has no ${metric} for 5 minutes`,
      forSeconds: 300,
      valueUnit: null,
      expr: `${ready} unless on (namespace, pod) ${metric}${own}`,
      summary: `${service.name}: ready pod {{ $labels.pod }} has no metrics`,
      description: `Prometheus has no ${metric} of pod {{ $labels.pod }}, so no alert on the metrics of this pod can fire.`,
      actions: [
        'See among the targets of Prometheus whether the pod is scraped.',
        'If it is, compare the names and labels of its series with those of the expression.',
      ],
      routing: { service: service.id },
    },
  ]
}

/** Alerts on what the documented alerts rest on. The documents have none of these; they ship with the console. */
export const watcherAlerts: readonly CatalogueAlert[] = deepFreeze([
  ...fixedWatchers,
  ...services.flatMap(metricsAbsent),
])
