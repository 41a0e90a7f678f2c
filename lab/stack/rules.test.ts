import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDurationSeconds, scaleRules } from './rules'

describe('parseDurationSeconds', () => {
  it.each([
    ['600s', 600],
    ['10m', 600],
    ['1h30m', 5400],
    ['1d', 86_400],
    ['250ms', 0.25],
    ['0s', 0],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBe(seconds)
  })

  it.each(['', '10', 'm', '10 m', '10m ', '-5m', '10minutes', 'x10m'])('%j is no duration', (text) => {
    expect(parseDurationSeconds(text)).toBeNull()
  })

  it('adds its parts up', () => {
    fc.assert(
      fc.property(fc.nat(48), fc.nat(59), fc.nat(59), (hours, minutes, seconds) => {
        expect(parseDurationSeconds(`${hours}h${minutes}m${seconds}s`)).toBe(hours * 3600 + minutes * 60 + seconds)
      }),
    )
  })
})

const file = `groups:
  - name: portal
    interval: 30s
    rules:
      - alert: portal down
        expr: Portal_HTTP_Status != 200 and rate(x[10m]) > 0
        for: 600s
        keep_firing_for: 1m
        labels: { severity: CRITICAL }
      - alert: at once
        expr: up == 0
`

describe('scaleRules', () => {
  it('leaves the file as it ships at speed 1', () => {
    expect(scaleRules(file, 1)).toBe(file)
  })

  it('shortens what rules wait, and nothing else', () => {
    const [group] = parse(scaleRules(file, 60)).groups
    expect(group.interval).toBeUndefined()
    expect(group.rules[0]).toEqual({
      alert: 'portal down',
      expr: 'Portal_HTTP_Status != 200 and rate(x[10m]) > 0',
      for: '10000ms',
      keep_firing_for: '1000ms',
      labels: { severity: 'CRITICAL' },
    })
    expect(group.rules[1]).not.toHaveProperty('for')
  })

  it('never goes below a second, but leaves nothing waiting that did not wait', () => {
    const quick = 'groups: [{ name: a, rules: [{ alert: a, expr: up, for: 5s }, { alert: b, expr: up, for: 0s }] }]'
    const [group] = parse(scaleRules(quick, 600)).groups
    expect(group.rules.map((rule: { for: string }) => rule.for)).toEqual(['1000ms', '0s'])
  })

  it('names the alert whose waiting time it cannot read', () => {
    const broken = 'groups: [{ name: a, rules: [{ alert: slow, expr: up, for: ten minutes }] }]'
    expect(() => scaleRules(broken, 2)).toThrow('slow: for: ten minutes is not a duration')
  })
})
