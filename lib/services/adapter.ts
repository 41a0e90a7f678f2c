import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import { serviceById } from '@/lib/catalogue/services'
import { severityOf } from '@/lib/catalogue/severity-of'
import type { InstantSeries, RangeSeries, RuleGroup } from '@/lib/prometheus/schema'
import { isoTime } from '@/lib/time/iso-time'
import { toPoints } from '@/lib/time/points'
import type { AbsoluteRange } from '@/lib/time/range'
import type { FigureReading, FiringAlert, GaugeReading, PortalReading, TenantsByCode, VersionReading } from './parts'
import type { Point } from './schema'

/** Readings out of `gaugeQuery`. The value of each series is how many series hold `raw`. */
export function toGaugeReadings(series: readonly InstantSeries[]): GaugeReading[] {
  return series.flatMap(({ labels, value }) => {
    const { __name__: metric, raw, namespace = '', pod = '' } = labels
    return metric && raw !== undefined ? [{ metric, raw, namespace, pod, seriesCount: value }] : []
  })
}

/** Versions out of `versionQuery`. A pod that reports several (it restarted just now) keeps the first by name. */
export function toVersionReadings(series: readonly InstantSeries[]): VersionReading[] {
  return series
    .flatMap(({ labels }) => {
      const { namespace = '', pod = '', version } = labels
      return version ? [{ namespace, pod, version }] : []
    })
    .sort((a, b) => b.version.localeCompare(a.version))
}

/** Key figures out of `figureQuery`. */
export function toFigureReadings(series: readonly InstantSeries[]): FigureReading[] {
  return series.flatMap(({ labels, value }) => (labels.figure ? [{ metric: labels.figure, value }] : []))
}

/** Portal codes and their age out of `portalQuery`. */
export function toPortalReading(series: readonly InstantSeries[]): PortalReading {
  const age = series.find(({ labels }) => labels.figure === 'age')
  const counted = (figure: string | undefined): TenantsByCode =>
    series.flatMap(({ labels, value }) =>
      labels.raw === undefined || labels.figure !== figure ? [] : [{ raw: labels.raw, tenants: value }],
    )
  return {
    codes: counted(undefined),
    old: counted('old'),
    ageSeconds: age && Number.isFinite(age.value) ? Math.max(0, age.value) : null,
  }
}

/** The label `alert_id`, where it names an alert of that service in the catalogue. */
function documentedId(service: ServiceId, id: string | undefined): string | null {
  return serviceById(service).alerts.some((alert) => alert.id === id) ? (id ?? null) : null
}

/** Firing alerts of our services out of Prometheus's rules; those of nobody's are the alerts page's to show. */
export function toFiringAlerts(groups: readonly RuleGroup[]): FiringAlert[] {
  const alerting = groups.flatMap((group) => group.rules).filter((rule) => rule.type === 'alerting')
  return alerting.flatMap((rule) =>
    (rule.alerts ?? []).flatMap(({ state, labels, activeAt }): FiringAlert[] => {
      const service = serviceForLabels(labels)
      if (state !== 'firing' || service === null) return []
      return [
        {
          name: labels.alertname ?? rule.name,
          alertId: documentedId(service, labels.alert_id),
          severity: severityOf(labels.severity),
          service,
          activeAt: isoTime(activeAt ?? null),
          pod: labels.pod ?? null,
        },
      ]
    }),
  )
}

/** Sparklines out of `figureQuery` over a range, by metric, with three significant digits: they are 100 pixels wide. */
export function toSparklines(series: readonly RangeSeries[], grid: AbsoluteRange): Map<string, Point[]> {
  return new Map(
    series.flatMap(({ labels, samples }) => {
      if (!labels.figure) return []
      const points = toPoints(samples, grid).map(
        ([time, value]): Point => [time, value === null ? null : Number(value.toPrecision(3))],
      )
      return [[labels.figure, points]]
    }),
  )
}
