import { describe, expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import { watcherAlerts } from '@/lib/catalogue/watchers'
import { type Condition, ruleConditions } from './rule-conditions'

const alerts = [...services.flatMap((service) => service.alerts), ...watcherAlerts]

const number = (value: number) => ({ kind: 'number', number: value, text: String(value) })

function assemble({ value, comparison, matching, limit, also }: Condition): string {
  const right = limit.kind === 'number' ? limit.text : limit.expr
  return [value, comparison, matching, right, also].filter((part) => part !== null).join(' ')
}

describe('ruleConditions', () => {
  it.each([
    ['up == 0', 'up', '==', 0],
    ['((up == 0))', 'up', '==', 0],
    ['Portal_HTTP_Status != 200', 'Portal_HTTP_Status', '!=', 200],
    ['100 * sum by (pod) (a) / (b or c) > 80', '100 * sum by (pod) (a) / (b or c)', '>', 80],
    ['x >= -0.5', 'x', '>=', -0.5],
    ['1 < x', 'x', '>', 1],
    ['a > 1 > 2', 'a > 1', '>', 2],
    ['x{note="a > 1 or b"} < 5', 'x{note="a > 1 or b"}', '<', 5],
  ])('%s', (expr, value, comparison, limit) => {
    expect(ruleConditions(expr)).toEqual([{ value, comparison, matching: null, limit: number(limit), also: null }])
  })

  it('takes each side of an or for itself', () => {
    expect(ruleConditions('(min(a) < 2) or (min(b) < 1) or c == 7')).toEqual([
      { value: 'min(a)', comparison: '<', matching: null, limit: number(2), also: null },
      { value: 'min(b)', comparison: '<', matching: null, limit: number(1), also: null },
      { value: 'c', comparison: '==', matching: null, limit: number(7), also: null },
    ])
  })

  it('says what else must hold', () => {
    expect(ruleConditions('a > 30 and b == 0 unless on (pod) c')).toEqual([
      { value: 'a', comparison: '>', matching: null, limit: number(30), also: 'and b == 0 unless on (pod) c' },
    ])
  })

  it('holds an expression against another', () => {
    expect(ruleConditions('now < on (pod) group_left least')).toEqual([
      {
        value: 'now',
        comparison: '<',
        matching: 'on (pod) group_left',
        limit: { kind: 'expression', expr: 'least' },
        also: null,
      },
    ])
    expect(ruleConditions('x > 5m')?.[0]?.limit).toEqual({ kind: 'expression', expr: '5m' })
  })

  it.each([
    'absent(up)',
    'up',
    'up and down',
    '(up == 0) or absent(up)',
    'x > bool 1',
    'x >',
    'x{a="b',
    '',
    'what ever this is',
  ])('finds no comparison in %j', (expr) => {
    expect(ruleConditions(expr)).toBeNull()
  })

  it.each(alerts.map((alert) => [alert.id, alert.expr] as const))('puts %s together again', (_id, expr) => {
    const conditions = ruleConditions(expr)
    if (conditions === null) {
      expect(expr).toMatch(/^absent\(/)
      return
    }
    const parts = conditions.map(assemble)
    expect(parts.length > 1 ? parts.map((part) => `(${part})`).join(' or ') : parts[0]).toBe(expr)
  })
})
