import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSampleValue, ruleGroupSchema } from './schema'

/** As Go's strconv writes a float64 for Prometheus. */
function written(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

describe('parseSampleValue', () => {
  it('reads every number back exactly', () => {
    fc.assert(fc.property(fc.double(), (value) => Object.is(parseSampleValue(written(value)), value)))
  })

  it.each(['', ' ', 'abc', '12abc', 'null', '1,5', '0x'])('refuses %j', (text) => {
    expect(() => parseSampleValue(text)).toThrow(RangeError)
  })
})

describe('ruleGroupSchema', () => {
  const rule = {
    name: 'A',
    query: 'up',
    labels: {},
    annotations: {},
    health: 'ok',
    type: 'alerting',
    state: 'inactive',
  }
  const group = { name: 'g', file: 'f', interval: 30 }

  it('takes rules of old and new servers', () => {
    const old = ruleGroupSchema.parse({ ...group, rules: [{ ...rule, duration: 60, alerts: null }] })
    expect(old.rules[0]).toMatchObject({ duration: 60, keepFiringFor: 0 })
    const recent = ruleGroupSchema.parse({
      ...group,
      rules: [{ ...rule, duration: 60, keepFiringFor: 300, alerts: [] }],
    })
    expect(recent.rules[0]).toMatchObject({ keepFiringFor: 300 })
  })

  it('takes the state `unknown`, which Prometheus 3 has for rules not evaluated yet', () => {
    expect(ruleGroupSchema.safeParse({ ...group, rules: [{ ...rule, state: 'unknown' }] }).success).toBe(true)
  })

  it('refuses a rule of a type it does not know', () => {
    expect(ruleGroupSchema.safeParse({ ...group, rules: [{ ...rule, type: 'other' }] }).success).toBe(false)
  })
})
