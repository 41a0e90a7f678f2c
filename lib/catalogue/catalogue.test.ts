import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogueDocument } from './catalogue-document'
import { valueStatus } from './model'
import { type ServiceId, serviceSchema } from './schema'
import { serviceById, services } from './services'
import { statusWords } from './vocabulary'

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

  it('are measured elsewhere by metrics that exist, where they document none', () => {
    for (const { id, metrics, measuredBy } of services) {
      if (metrics.length === 0) expect(measuredBy?.length, id).toBeGreaterThan(0)
      for (const { serviceId, metric } of measuredBy ?? []) expect(metricOf(serviceId, metric), metric).toBeDefined()
    }
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
    ['agent-state', 'agent_health_level', '-1 error, 0 fail, 1 degraded, 2 pass'],
    ['call-state', 'callthread_health_level', '-1 error, 0 fail, 1 degraded, 2 pass'],
    ['config', 'config_health_level', '-1 error, 0 fail, 1 degraded, 2 pass'],
    ['dial-plan', 'dialplan_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['front-end', 'sipfe_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['ors', 'orsnode_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['registrar', 'registrar_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['sip-cluster', 'sipnode_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['sip-proxy', 'sipproxy_health_level', '-1 fail, 0 starting, 1 degraded, 2 pass'],
    ['voicemail', 'voicemail_service_health_check', '-1 failed, 0 initializing, 1 degraded, 2 alive'],
    ['agent-state', 'agent_redis_state', '-1 error, 0 disconnected, 1 connected, 2 ready'],
    ['call-state', 'callthread_redis_state', '-1 error, 0 disconnected, 1 connected, 2 ready'],
    ['config', 'config_redis_state', '-1 error, 0 disconnected, 1 connected, 2 ready'],
    ['dial-plan', 'dialplan_redis_state', '0 disconnected, 1 connecting, 2 connected'],
    ['agent-state', 'agent_stream_redis_state', '0 disconnected, 1 connected'],
    ['voicemail', 'voicemail_redis_state', '0 failed, 1 degraded, 2 ready'],
    ['agent-state', 'agent_envoy_proxy_status', '-1 error, 0 disconnected, 1 connected'],
    ['call-state', 'callthread_envoy_proxy_status', '-1 error, 0 disconnected, 1 connected'],
    ['sip-cluster', 'sipnode_envoy_proxy_status', '-1 error, 0 disconnected, 1 connected'],
    ['sip-proxy', 'sipproxy_envoy_proxy_status', '-1 error, 0 disconnected, 1 connected'],
    ['voicemail', 'voicemail_envoy_proxy_status', '0 down, 1 alive'],
    ['voicemail', 'voicemail_gws_status', '0 down, 1 alive'],
    ['voicemail', 'voicemail_config_node_status', '0 down, 1 alive'],
    ['agent-state', 'agent_config_node_status', '0 disconnected, 1 connected'],
    ['sip-cluster', 'sipnode_config_node_status', '0 disconnected, 1 connected'],
    ['sip-proxy', 'sipproxy_config_node_status', '0 disconnected, 1 connected'],
    ['registrar', 'kafka_consumer_state', '0 disconnected, 1 connected'],
    ['sip-cluster', 'sips_hastate', '0 unknown, 1 backup, 2 primary'],
    ['sip-cluster', 'sips_dp_state', '0 out of service, 1 in service'],
    ['sip-cluster', 'sips_sipproxy_in_service', '0 out of service, 1 in service'],
    ['front-end', 'sipfe_health_check_error', '0 no error, 1 has error'],
    ['ors', 'orsnode_health_check_error', '0 no error, 1 has error'],
    ['callback', 'ORS_REDIS_STATUS', '0 up, 1 down'],
  ] as const)('%s %s has the printed scale', (id, name, scale) => {
    expect(
      metricOf(id, name)
        ?.values?.map(({ value, word }) => `${value} ${word}`)
        .join(', '),
    ).toBe(scale)
  })

  it.each([
    ['ors', 'orsnode_redis_state'],
    ['rq', 'rqnode_redis_state'],
    ['sip-cluster', 'sipnode_redis_state'],
    ['registrar', 'redis_state'],
  ] as const)('%s %s does not guess what 1 means', (id, name) => {
    expect(metricOf(id, name)?.values?.map(({ value }) => value)).toEqual([-1, 0, 2])
  })

  it.each(allMetrics.map(({ service, metric }) => [`${service.id} ${metric.name}`, metric] as const))(
    '%s: a value that is not documented is unknown, none at all is no-data',
    (_, metric) => {
      for (const { value, word, status } of metric.values ?? []) {
        expect(valueStatus(metric, value)).toEqual({ status, word })
        expect(statusWords).toContain(status)
      }
      const documented = new Set(metric.values?.map(({ value }) => value))
      const strange = fc.oneof(
        fc.constantFrom(7, -3, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
        fc.integer({ min: -5, max: 5 }),
        fc.double(),
      )
      fc.assert(
        fc.property(strange, (value) => {
          fc.pre(!documented.has(value === 0 ? 0 : value))
          expect(valueStatus(metric, value).status).toBe('unknown')
        }),
        { numRuns: 30 },
      )
      expect(valueStatus(metric, null)).toEqual({ status: 'no-data', word: 'no data' })
    },
  )

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

  it('gives every entry the same fields, those of other programs first', () => {
    const fields = (entries: readonly object[]) => [
      ...new Set(entries.map((entry) => Object.keys(entry).sort().join())),
    ]
    const metrics = document.services.flatMap((service) => service.metrics)
    const alerts = document.services.flatMap((service) => service.alerts)
    for (const entries of [document.services, metrics, alerts, document.connections]) {
      expect(fields(entries)).toHaveLength(1)
    }
    expect(document.services[0]).toMatchObject({ id: 'agent-state', name: 'Agent State Service', port: 11000 })
    const wanted = (entry: object | undefined, names: string) =>
      expect(Object.keys(entry ?? {})).toEqual(expect.arrayContaining(names.split(' ')))
    wanted(metrics[0], 'name type unit labels indicator values description')
    wanted(alerts[0], 'name severity basedOn forSeconds expr threshold actions')
    wanted(document.connections[0], 'n source destination protocol port classification carries')
    for (const { port } of document.connections) expect(port).toMatch(/^([0-9]+((, |\/)[0-9]+)*\*?|N\/A|not known)$/)
  })

  it('carries what other programs ask for', () => {
    const agentState = document.services.find(({ id }) => id === 'agent-state')
    expect(agentState?.port).toBe(11000)
    expect(agentState?.metrics[0]).toMatchObject({ name: 'agent_redis_state', type: 'gauge', unit: null })
    expect(agentState?.alerts[0]).toMatchObject({ name: 'Kafka events latency is too high', severity: 'warning' })
    expect(document.connections[10]).toMatchObject({ n: 11, protocol: 'Kafka', port: '9092/9093*' })
  })
})
