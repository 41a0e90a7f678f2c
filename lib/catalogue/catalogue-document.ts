import { connections, portText } from './connections'
import { contradictions } from './data/contradictions'
import { deployment } from './deployment'
import type { CatalogueAlert, Metric, Service } from './schema'
import { services } from './services'

const metricEntry = ({ name, type, unit, labels, indicator, description, values, decisions, ...rest }: Metric) => ({
  name,
  type,
  unit,
  labels,
  indicator,
  description,
  values: values ?? null,
  role: rest.role ?? null,
  dependency: rest.dependency ?? null,
  appearsOnFirstEvent: rest.appearsOnFirstEvent ?? false,
  namedOnlyByAlerts: rest.namedOnlyByAlerts ?? false,
  decisions: decisions ?? [],
})

const alertEntry = (alert: CatalogueAlert) => ({
  ...alert,
  severityPrinted: alert.severityPrinted ?? null,
  routing: alert.routing ?? {},
  decisions: alert.decisions ?? [],
})

const serviceEntry = (service: Service) => ({
  id: service.id,
  name: service.name,
  aliases: service.aliases,
  purpose: service.purpose,
  workload: service.workload,
  port: service.metricsPort,
  path: service.metricsPath,
  scrapeIntervalSeconds: service.scrapeIntervalSeconds,
  monitoring: service.monitoring,
  keyFigure: service.keyFigure,
  metrics: service.metrics.map(metricEntry),
  measuredBy: service.measuredBy ?? [],
  alerts: service.alerts.map(alertEntry),
  decisions: service.decisions ?? [],
})

/** The whole catalogue as one plain object for other programs; every optional field is present, empty or null. */
export function catalogueDocument() {
  return {
    services: services.map(serviceEntry),
    connections: connections.map((connection) => ({
      ...connection,
      port: portText(connection),
      decisions: connection.decisions ?? [],
    })),
    deployment,
    contradictions: contradictions.map(({ rule, ...rest }) => ({ ...rest, rule: rule ?? null })),
    counts: {
      services: services.length,
      metrics: services.reduce((sum, { metrics }) => sum + metrics.length, 0),
      alerts: services.reduce((sum, { alerts }) => sum + alerts.length, 0),
      connections: connections.length,
    },
  }
}
