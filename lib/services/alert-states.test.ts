import { describe, expect, it } from 'vitest'
import { serviceById, services } from '@/lib/catalogue/services'
import { ruleGroupSchema } from '@/lib/prometheus/schema'
import { maxAlertInstances, toServiceAlerts } from './alert-states'
import { serviceAlertSchema } from './schema'

const rq = serviceById('rq')

type RuleChange = Record<string, unknown>
const alert = (change: RuleChange = {}) => ({
  labels: { alertname: 'x', service: 'rq', pod: 'voice-rq-0' },
  annotations: { summary: 'RQ: it is so' },
  state: 'firing',
  activeAt: '2026-11-20T10:00:00Z',
  value: '1e+00',
  ...change,
})
const rule = (id: string, change: RuleChange = {}) => ({
  type: 'alerting',
  name: rq.alerts.find((one) => one.id === id)?.name ?? id,
  query: 'up == 0',
  duration: 300,
  labels: { alert_id: id, severity: 'critical', service: 'rq' },
  annotations: {},
  state: 'inactive',
  health: 'ok',
  alerts: [],
  ...change,
})
const groups = (...rules: unknown[]) => [
  ruleGroupSchema.parse({
    name: 'rq',
    file: 'rq.yaml',
    interval: 30,
    rules: [{ type: 'recording', name: 'r', query: 'up', health: 'ok' }, ...rules],
  }),
]
const read = (...rules: unknown[]) => {
  const alerts = toServiceAlerts(rq, groups(...rules))
  for (const one of alerts) serviceAlertSchema.parse(one)
  return alerts
}
const stateOf = (id: string, ...rules: unknown[]) => read(...rules).find((one) => one.id === id)?.state

describe('toServiceAlerts', () => {
  it('lists every documented alert with its actions, loaded or not', () => {
    for (const service of services) {
      const alerts = toServiceAlerts(service, groups())
      expect(alerts.map(({ id }) => id).sort()).toEqual(service.alerts.map(({ id }) => id).sort())
      for (const one of alerts) expect(one).toMatchObject({ state: 'not-loaded', documented: true })
    }
  })
  it('says where Prometheus has another expression; blanks and the order of matchers are no difference', () => {
    const documented = rq.alerts.find(({ expr }) => /\{[^}]*, [^}]*\}/.test(expr))
    if (!documented) throw new Error('an alert of RQ selects by two labels')
    const turned = documented.expr.replace(/\{([^}]*), ([^}]*)\}/, '{$2,$1}')
    const differs = (query: string) =>
      read(rule(documented.id, { query })).find(({ id }) => id === documented.id)?.loaded?.differs
    expect(turned).not.toBe(documented.expr)
    expect([documented.expr, turned, `${documented.expr} and up`].map(differs)).toEqual([false, false, true])
  })
  it('knows nothing while Prometheus never answered', () => {
    expect(new Set(toServiceAlerts(rq, null).map(({ state }) => state))).toEqual(new Set(['unknown']))
  })
  it.each([
    ['inactive', {}],
    ['firing', { alerts: [alert(), alert({ state: 'pending' })] }],
    ['pending', { alerts: [alert({ state: 'pending' })] }],
    ['broken', { health: 'err', lastError: 'many-to-many matching', alerts: [] }],
    ['unknown', { health: 'unknown' }],
  ] as const)('is %s', (state, change) => {
    expect(stateOf('rq-pod-failed', rule('rq-pod-failed', change))).toBe(state)
  })
  it('puts what fires first, then what waits, and keeps the guide’s order', () => {
    const order = read(
      rule('rq-pod-cpu-80', { alerts: [alert()] }),
      rule('rq-pod-failed', { alerts: [alert({ state: 'pending' })] }),
      rule('rq-streams-high', {}),
    ).map(({ id, state }) => `${id} ${state}`)
    expect(order[0]).toBe('rq-pod-cpu-80 firing')
    expect(order[1]).toBe('rq-pod-failed pending')
    expect(order.at(-1)).toBe('rq-streams-high inactive')
  })
  it('finds a rule whose site left the id out by its name and severity', () => {
    const documented = rq.alerts.find(({ id }) => id === 'rq-streams-high')
    const labels = { severity: documented?.severity.toUpperCase(), service: 'voice-rq' }
    expect(stateOf('rq-streams-high', rule('rq-streams-high', { labels }))).toBe('inactive')
    expect(stateOf('rq-streams-high', rule('rq-streams-high', { labels: { ...labels, service: 'ors' } }))).toBe(
      'not-loaded',
    )
  })
  it('shows a rule of the site’s own that fires for the service, and none that rests', () => {
    const own = (alerts: unknown[]) => ({
      ...rule('own'),
      name: 'Disk full',
      labels: { severity: 'page' },
      alerts,
    })
    const [first] = read(own([alert(), alert({ labels: { service: 'ors' } })]))
    expect(first).toMatchObject({
      name: 'Disk full',
      documented: false,
      state: 'firing',
      severity: 'unknown',
      severityPrinted: 'page',
      instanceTotal: 1,
    })
    expect(read(own([])).every(({ documented }) => documented)).toBe(true)
  })
  it('carries a limited number of what a rule fires for, longest first, and says how many there are', () => {
    const many = Array.from({ length: maxAlertInstances + 5 }, (_, index) =>
      alert({ labels: { service: 'rq', pod: `p${index}` }, activeAt: new Date(1e12 - index * 1000).toISOString() }),
    )
    const [first] = read(rule('rq-pod-failed', { alerts: many }))
    expect(first?.instances).toHaveLength(maxAlertInstances)
    expect(first?.instanceTotal).toBe(maxAlertInstances + 5)
    expect(first?.instances[0]?.labels.pod).toBe(`p${maxAlertInstances + 4}`)
  })
})
