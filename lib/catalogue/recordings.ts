import { errorMetrics, latencyMetrics } from './golden-signals'
import { freshPortalStatuses, shippedStaleAfterSeconds } from './portal-freshness'
import type { Service } from './schema'
import { podNamePattern, services } from './services'

/** A series that Prometheus works out ahead. `labels` tell the services apart that share a name. */
export type RecordingRule = { record: string; expr: string; labels?: Record<string, string>; about: string }

const fresh = freshPortalStatuses(shippedStaleAfterSeconds)

const portalRecordings: RecordingRule[] = [
  {
    record: 'portal:http_ok:bool',
    expr: `${fresh} == bool 200`,
    about: 'Whether the portal of a tenant answers with 200; no value while the probe does not push.',
  },
  ...(['1h', '1d'] as const).map((window) => ({
    record: `portal:http_ok:avg_${window}`,
    expr: `avg_over_time(portal:http_ok:bool[${window}])`,
    about: `Availability: share of the probes of the last ${window} that the portal of a tenant answered with 200.`,
  })),
  {
    record: 'portal:tenants:count',
    expr: `count_values("code", max by (instance) ${fresh})`,
    about: 'Tenants by the status code of their portal.',
  },
]

function ownSeries(service: Service): string {
  const pods = podNamePattern(service)
  return pods === null ? '' : `{pod=~"${pods}"}`
}

const perSecond = (metric: string, service: Service) => `sum by (namespace) (rate(${metric}${ownSeries(service)}[2m]))`

function serviceRecordings(service: Service): RecordingRule[] {
  const labels = (metric: string) => ({ service: service.id, metric })
  const { keyFigure } = service
  const figure: RecordingRule[] = keyFigure
    ? [
        {
          record: 'service:key_figure:sum',
          expr:
            keyFigure.kind === 'counter'
              ? perSecond(keyFigure.metric, service)
              : `sum by (namespace) (${keyFigure.metric}${ownSeries(service)})`,
          labels: labels(keyFigure.metric),
          about: `${keyFigure.label} of ${service.name}, in ${keyFigure.unit}.`,
        },
      ]
    : []
  const errors = errorMetrics(service).map((metric) => ({
    record: 'service:errors:rate2m',
    expr: perSecond(metric.name, service),
    labels: labels(metric.name),
    about: `${metric.name} of ${service.name}, per second.`,
  }))
  const latencies = latencyMetrics(service).map((metric) => ({
    record: 'service:latency:p95_5m',
    expr: `histogram_quantile(0.95, sum by (namespace, le) (rate(${metric.name}_bucket${ownSeries(service)}[5m])))`,
    labels: labels(metric.name),
    about: `95th percentile of ${metric.name} of ${service.name}, in ${metric.unit ?? 'the unit of the metric'}.`,
  }))
  return [...figure, ...errors, ...latencies]
}

// The console's own pages do not read these. Over a range a recording begins when it was loaded, so that a page would have to ask
// for it `or` the raw series, and Prometheus evaluates both sides; a figure of now would be one evaluation older than it need be.
// Dashboards and the explorer, which may wait for history to grow, are quicker by them.

/** What pages and dashboards ask for often: portal availability, and of each service traffic, errors and latency. */
export const recordingRules: readonly RecordingRule[] = [...portalRecordings, ...services.flatMap(serviceRecordings)]

const nameOf = (record: string, labels: Readonly<Record<string, string>>) =>
  JSON.stringify([record, Object.entries(labels).sort()])

const byName = new Map(recordingRules.map((rule) => [nameOf(rule.record, rule.labels ?? {}), rule]))

/** The recording that ships under this name with these labels. */
export function shippedRecording(record: string, labels: Readonly<Record<string, string>>): RecordingRule | undefined {
  return byName.get(nameOf(record, labels))
}
