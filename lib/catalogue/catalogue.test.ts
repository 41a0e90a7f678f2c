import { describe, expect, it } from 'vitest'
import { catalogueDocument } from './catalogue-document'
import { type ServiceId, serviceSchema } from './schema'
import { serviceById, services } from './services'

// Counted twice against the documents: once by reading, once by a script over the text (lines that begin a metric's type,
// cells that hold a severity). `alertsOnly` are metrics that no metric table lists.
const counts: Record<ServiceId, { metrics: number; alertsOnly: number; alerts: number }> = {
  'agent-state': { metrics: 21, alertsOnly: 1, alerts: 20 },
  'call-state': { metrics: 18, alertsOnly: 0, alerts: 17 },
  config: { metrics: 8, alertsOnly: 1, alerts: 11 },
  'dial-plan': { metrics: 6, alertsOnly: 1, alerts: 13 },
  'front-end': { metrics: 16, alertsOnly: 0, alerts: 21 },
  ors: { metrics: 69, alertsOnly: 1, alerts: 13 },
  registrar: { metrics: 6, alertsOnly: 3, alerts: 16 },
  rq: { metrics: 12, alertsOnly: 1, alerts: 12 },
  'sip-cluster': { metrics: 85, alertsOnly: 2, alerts: 27 },
  'sip-proxy': { metrics: 49, alertsOnly: 0, alerts: 14 },
  tenant: { metrics: 0, alertsOnly: 0, alerts: 0 },
  voicemail: { metrics: 13, alertsOnly: 2, alerts: 10 },
  callback: { metrics: 2, alertsOnly: 0, alerts: 2 },
  portal: { metrics: 1, alertsOnly: 0, alerts: 1 },
}

const allMetrics = services.flatMap((service) => service.metrics.map((metric) => ({ service, metric })))
const allAlerts = services.flatMap((service) => service.alerts.map((alert) => ({ service, alert })))
const metricOf = (id: ServiceId, name: string) => serviceById(id).metrics.find((metric) => metric.name === name)

describe('the services of the catalogue', () => {
  it.each(services.map((service) => [service.id, service] as const))('%s fits the schema and counts', (id, service) => {
    expect(serviceSchema.parse(service)).toEqual(service)
    const alertsOnly = service.metrics.filter(({ namedOnlyByAlerts }) => namedOnlyByAlerts).length
    expect({ metrics: service.metrics.length - alertsOnly, alertsOnly, alerts: service.alerts.length }).toEqual(
      counts[id],
    )
  })

  it('have no port, name or workload in common', () => {
    const distinct = (values: unknown[]) => expect(new Set(values).size).toBe(values.length)
    distinct(services.map(({ name }) => name))
    distinct(services.flatMap(({ metricsPort }) => metricsPort ?? []))
    distinct(services.flatMap(({ workload }) => workload?.namePattern ?? []))
    distinct(services.flatMap(({ aliases }) => aliases))
  })

  it.each([
    ['agent-state', 11000],
    ['call-state', 11900],
    ['config', 9100],
    ['dial-plan', 8800],
    ['front-end', 9101],
    ['ors', 11200],
    ['registrar', 11500],
    ['rq', 12000],
    ['sip-cluster', 11300],
    ['sip-proxy', 11400],
    ['tenant', null],
    ['voicemail', 8081],
    ['callback', 3050],
    ['portal', 9091],
  ] as const)('%s is scraped on port %s', (id, port) => {
    expect(serviceById(id).metricsPort).toBe(port)
  })

  it('show a key figure that they document', () => {
    for (const { id, keyFigure } of services) {
      if (keyFigure) expect(metricOf(id, keyFigure.metric), `${id} ${keyFigure.metric}`).toBeDefined()
    }
  })
})

describe('the metrics of the catalogue', () => {
  it('stand once in each service', () => {
    for (const { id, metrics } of services) {
      const names = metrics.map(({ name }) => name)
      expect(
        names.filter((name, index) => names.indexOf(name) !== index),
        id,
      ).toEqual([])
    }
  })

  it('have a scale, and a dependency where they speak of one, whenever they have a part in a status', () => {
    for (const { service, metric } of allMetrics) {
      const about = `${service.id} ${metric.name}`
      if (metric.role === 'health-level' || metric.role === 'dependency') expect(metric.values, about).toBeDefined()
      if (metric.role === 'dependency') expect(metric.dependency, about).toBeDefined()
      if (metric.role === 'version') expect(metric.labels, about).toContain('version')
      if (metric.values) expect(metric.type, about).toBe('gauge')
    }
  })

  it('are read against their printed type only where a decision says why', () => {
    for (const { service, metric } of allMetrics) {
      const about = `${service.id} ${metric.name}`
      const decides = (words: RegExp) => metric.decisions?.some(({ decision }) => words.test(decision)) ?? false
      expect(decides(/shown as a present number, never as a rate/), about).toBe(metric.readAs === 'present-number')
      expect(decides(/shown as its change over time/), about).toBe(metric.readAs === 'running-total')
      if (metric.readAs) expect(metric.decisions?.length, about).toBeGreaterThan(0)
    }
  })

  it('have scales without doubles that know both good and bad', () => {
    for (const { metric } of allMetrics) {
      if (!metric.values) continue
      const raw = metric.values.map(({ value }) => value)
      expect(new Set(raw).size).toBe(raw.length)
      expect(metric.values.some(({ status }) => status === 'ok')).toBe(true)
      expect(metric.values.some(({ status }) => status !== 'ok')).toBe(true)
    }
  })

  it('say why, wherever an alert alone names them', () => {
    for (const { metric } of allMetrics) {
      if (metric.namedOnlyByAlerts) expect(metric.decisions?.length, metric.name).toBeGreaterThan(0)
    }
  })

  it.each([
    ['agent-state', 'agent_health_level', [-1, 0], 'failing'],
    ['call-state', 'callthread_health_level', [-1, 0], 'failing'],
    ['config', 'config_health_level', [-1, 0], 'failing'],
    ['dial-plan', 'dialplan_health_level', [0], 'starting'],
    ['front-end', 'sipfe_health_level', [0], 'starting'],
    ['ors', 'orsnode_health_level', [0], 'starting'],
    ['registrar', 'registrar_health_level', [0], 'starting'],
    ['sip-cluster', 'sipnode_health_level', [0], 'starting'],
    ['sip-proxy', 'sipproxy_health_level', [0], 'starting'],
    ['voicemail', 'voicemail_service_health_check', [0], 'starting'],
    ['callback', 'ORS_REDIS_STATUS', [1], 'failing'],
    ['voicemail', 'voicemail_redis_state', [1], 'degraded'],
    ['dial-plan', 'dialplan_redis_state', [1], 'starting'],
    ['agent-state', 'agent_redis_state', [1], 'starting'],
    ['agent-state', 'agent_stream_redis_state', [1], 'ok'],
    ['sip-cluster', 'sips_hastate', [1, 2], 'ok'],
  ] as const)('%s %s reads %j as %s', (id, name, raw, status) => {
    for (const value of raw) {
      expect(metricOf(id, name)?.values?.find((one) => one.value === value)?.status).toBe(status)
    }
  })

  it.each([
    ['ors', 'orsnode_redis_state'],
    ['rq', 'rqnode_redis_state'],
    ['sip-cluster', 'sipnode_redis_state'],
    ['registrar', 'redis_state'],
  ] as const)('%s %s does not guess what 1 means', (id, name) => {
    expect(metricOf(id, name)?.values?.map(({ value }) => value)).toEqual([-1, 0, 2])
  })

  it('all have one health level but those whose documents have none', () => {
    const without = services.filter(({ metrics }) => metrics.filter(({ role }) => role === 'health-level').length !== 1)
    expect(without.map(({ id }) => id)).toEqual(['rq', 'tenant', 'callback', 'portal'])
  })

  it('appear on their first event only where the documents say so', () => {
    const late = allMetrics.filter(({ metric }) => metric.appearsOnFirstEvent).map(({ metric }) => metric.name)
    expect(late).toEqual(['RBAC_CREATE_VQ_PROXY_ERROR'])
  })
})

describe('the alerts of the catalogue', () => {
  it('have ids of their own that begin with their service', () => {
    const ids = allAlerts.map(({ alert }) => alert.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { service, alert } of allAlerts) expect(alert.id.startsWith(`${service.id}-`), alert.id).toBe(true)
  })

  it('have names of their own within a service', () => {
    for (const { id, alerts } of services) {
      expect(new Set(alerts.map(({ name }) => name)).size, id).toBe(alerts.length)
    }
  })

  it('look at metrics that the service documents or that Kubernetes has', () => {
    const known = (id: ServiceId) =>
      new Set(
        serviceById(id).metrics.flatMap(({ name, type }) =>
          type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
        ),
      )
    for (const { service, alert } of allAlerts) {
      const names = known(service.id)
      const unknown = alert.basedOn.filter((name) => !names.has(name) && !/^(kube|container)_/.test(name))
      expect(unknown, alert.id).toEqual([])
      const inExpr = [...alert.expr.matchAll(/([A-Za-z_][A-Za-z0-9_]*)(?=\{)/g)].map(([name]) => name)
      const foreign = inExpr.filter((name) => !names.has(name) && !/^(kube|container)_/.test(name))
      expect(foreign, alert.id).toEqual([])
    }
  })

  it('never rest on absence and never take a rate of a bucket without its quantile', () => {
    for (const { alert } of allAlerts) {
      expect(alert.expr, alert.id).not.toMatch(/\babsent(_over_time)?\(/)
      expect(/_bucket\{/.test(alert.expr), alert.id).toBe(
        /histogram_quantile\(0\.95, sum by \([^)]*\ble\)/.test(alert.expr),
      )
    }
  })

  it.each([
    ['agent-state-redis-unavailable', 'critical', 300],
    ['config-redis-unavailable-5m', 'warning', 300],
    ['config-redis-unavailable-10m', 'critical', 600],
    ['call-state-kafka-latency', 'critical', 0],
    ['registrar-kafka-latency', 'warning', 0],
    ['ors-strategies-high', 'warning', 5],
    ['sip-cluster-pod-not-ready', 'warning', 300],
    ['config-pod-not-ready', 'critical', 600],
    ['sip-proxy-no-sip-nodes', 'critical', 120],
    ['sip-proxy-node-capacity', 'warning', 180],
    ['sip-cluster-trunk-out-of-service', 'critical', 60],
    ['voicemail-gws-down', 'critical', 900],
    ['voicemail-config-node-down', 'critical', 600],
    ['portal-down', 'critical', 600],
    ['callback-rbac-vq-proxy', 'info', 0],
    ['callback-ors-redis-down', 'critical', 300],
  ])('%s is %s after %i seconds', (id, severity, forSeconds) => {
    expect(allAlerts.find(({ alert }) => alert.id === id)?.alert).toMatchObject({ severity, forSeconds })
  })
})

describe('catalogueDocument', () => {
  const document = catalogueDocument()

  it('survives JSON unchanged and counts itself', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(document.counts).toEqual({ services: 14, metrics: 318, alerts: 177, connections: 60 })
  })

  it('carries what other programs ask for', () => {
    const agentState = document.services.find(({ id }) => id === 'agent-state')
    expect(agentState?.port).toBe(11000)
    expect(agentState?.metrics[0]).toMatchObject({ name: 'agent_redis_state', type: 'gauge', unit: null })
    expect(agentState?.alerts[0]).toMatchObject({ name: 'Kafka events latency is too high', severity: 'warning' })
    expect(document.connections[10]).toMatchObject({ n: 11, protocol: 'Kafka', port: '9092/9093*' })
  })
})
