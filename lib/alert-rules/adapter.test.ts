import { describe, expect, it } from 'vitest'
import { shippedAlert, shippedAlerts } from '@/lib/catalogue/shipped-alerts'
import { type RuleGroup, rulesDataSchema } from '@/lib/prometheus/schema'
import { readRecording } from '@/lib/testing/recordings'
import { toRuleRows } from './adapter'
import { alertRuleSchema } from './schema'

const orsHigh = shippedAlert('ors-strategies-high')
const shipped = shippedAlerts.filter(({ alert }) => ['ors-strategies-high', 'portal-down'].includes(alert.id))

const alerting = (more: object = {}) => ({
  type: 'alerting',
  name: 'Number of running strategies is too high',
  query: orsHigh?.alert.expr,
  state: 'inactive',
  duration: 5,
  labels: { alert_id: 'ors-strategies-high', severity: 'warning', service: 'ors' },
  health: 'ok',
  evaluationTime: 0.000412345,
  lastEvaluation: '2026-11-20T11:00:00.5Z',
  ...more,
})

const groupOf = (rules: object[], more: object = {}): RuleGroup[] =>
  rulesDataSchema.parse({
    groups: [
      {
        name: 'ORS group',
        file: '/etc/rules.yaml',
        interval: 30,
        lastEvaluation: '2026-11-20T11:00:00.123456789Z',
        rules,
        ...more,
      },
    ],
  }).groups

const rowsOf = (groups: RuleGroup[] | null) =>
  toRuleRows({ region: 'west', groups, shipped, serviceOf: (labels) => (labels.service === 'ors' ? 'ors' : null) })

describe('toRuleRows', () => {
  it('joins a loaded rule with its documented alert', () => {
    const { rows, groups } = rowsOf(groupOf([alerting()]))
    expect(rows[0]).toMatchObject({
      id: 'west/ors-strategies-high',
      key: 'ors-strategies-high',
      alertId: 'ors-strategies-high',
      severity: 'warning',
      service: 'ors',
      threshold: 'more than 400 strategies for 5 seconds',
      state: 'inactive',
      firing: 0,
      pending: 0,
      health: 'ok',
      forSeconds: 5,
      group: 'ORS group',
      position: 0,
      coverage: 'loaded',
      differs: false,
    })
    expect(groups).toEqual({
      'west//etc/rules.yaml/ORS group': {
        lastEvaluation: '2026-11-20T11:00:00.123Z',
        intervalSeconds: 30,
        ruleMilliseconds: [0.412],
      },
    })
  })

  it('shows documented alerts that are not loaded as such', () => {
    const row = rowsOf(groupOf([alerting()])).rows.find(({ key }) => key === 'portal-down')
    expect(row).toMatchObject({
      state: 'not-loaded',
      coverage: 'not-loaded',
      health: null,
      firing: null,
      groupId: null,
    })
  })

  it('says of none that it is missing while Prometheus never answered', () => {
    const { rows } = rowsOf(null)
    expect(rows.map(({ state, coverage }) => [state, coverage])).toEqual([
      ['unknown', 'unknown'],
      ['unknown', 'unknown'],
    ])
  })

  it('counts what fires and what waits', () => {
    const alert = (state: string, pod: string) => ({ labels: { pod }, state, activeAt: null, value: '401' })
    const alerts = [alert('firing', 'a'), alert('firing', 'b'), alert('pending', 'c'), alert('inactive', 'd')]
    const [row] = rowsOf(groupOf([alerting({ state: 'firing', alerts })])).rows
    expect(row).toMatchObject({ state: 'firing', firing: 2, pending: 1 })
  })

  it('takes an expression for the same however Prometheus prints it, and tells a changed one', () => {
    const printed = orsHigh?.alert.expr.replaceAll(' > ', '  >\n')
    const changed = orsHigh?.alert.expr.replace('400', '500')
    const differs = (query: string | undefined) => rowsOf(groupOf([alerting({ query })])).rows[0]?.differs
    expect([differs(printed), differs(changed)]).toEqual([false, true])
  })

  it('keeps foreign rules apart, each with a key of its own', () => {
    const foreign = alerting({
      name: 'Disk is full!',
      query: 'disk > 1',
      labels: { severity: 'Outage', alert_id: 'x' },
    })
    const { rows } = rowsOf(groupOf([foreign, foreign, alerting(), alerting()]))
    const loaded = rows.filter(({ groupId }) => groupId !== null)
    expect(loaded.map(({ key }) => key)).toEqual([
      'ors-group.disk-is-full',
      'ors-group.disk-is-full~2',
      'ors-strategies-high',
      'ors-strategies-high~2',
    ])
    expect(loaded[0]).toMatchObject({
      coverage: 'undocumented',
      severity: 'unknown',
      severityPrinted: 'Outage',
      threshold: null,
    })
  })

  it('keeps what Prometheus says of a rule that it cannot evaluate, up to a length', () => {
    const [row] = rowsOf(groupOf([alerting({ health: 'err', lastError: 'x'.repeat(9000), state: 'unknown' })])).rows
    expect(row).toMatchObject({ health: 'err', state: 'unknown' })
    expect(row?.lastError).toHaveLength(500)
  })

  it('knows no evaluation of what was never evaluated', () => {
    const fresh = alerting({ health: 'unknown', evaluationTime: 0, state: 'unknown' })
    const { groups } = rowsOf(groupOf([fresh], { lastEvaluation: '0001-01-01T00:00:00Z' }))
    expect(Object.values(groups)).toEqual([{ lastEvaluation: null, intervalSeconds: 30, ruleMilliseconds: [null] }])
  })

  it('tells recording rules that ship from others', () => {
    const record = (name: string) => ({ type: 'recording', name, query: 'x', health: 'ok' })
    const { rows } = rowsOf(groupOf([record('portal:http_ok:bool'), record('my:own')]))
    expect(rows.slice(0, 2).map(({ kind, state, coverage }) => [kind, state, coverage])).toEqual([
      ['recording', null, 'loaded'],
      ['recording', null, 'undocumented'],
    ])
  })

  it('makes rows of what a real Prometheus said', () => {
    const { groups } = rulesDataSchema.parse((readRecording('prometheus/rules').body as { data: unknown }).data)
    const { rows, loaded } = rowsOf(groups)
    expect(loaded.size).toBe(groups.flatMap((group) => group.rules).length)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    for (const row of rows) expect(alertRuleSchema.safeParse(row).error).toBeUndefined()
  })
})
