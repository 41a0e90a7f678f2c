import { describe, expect, it } from 'vitest'
import { compareRules, evaluationSecondsOf, filterRules, findRule, lastEvaluationOf, summariseRules } from './model'
import { type AlertRule, alertRuleFilterSchema } from './schema'

const row = (more: Partial<AlertRule>): AlertRule => {
  const key = more.key ?? 'k'
  const region = more.region ?? 'west'
  return {
    id: `${region}/${key}`,
    key,
    region,
    kind: 'alerting',
    name: 'Rule',
    alertId: key,
    severity: 'warning',
    severityPrinted: 'warning',
    service: 'ors',
    serviceLabel: 'ors',
    threshold: 'more than 5',
    state: 'inactive',
    firing: 0,
    pending: 0,
    health: 'ok',
    lastError: null,
    forSeconds: 60,
    groupId: 'g',
    position: 1,
    group: 'patchboard-ors',
    coverage: 'loaded',
    differs: false,
    ...more,
  }
}

const rows = [
  row({ key: 'quiet' }),
  row({ key: 'record', kind: 'recording', state: null, severity: 'unknown', service: null, serviceLabel: null }),
  row({ key: 'missing', state: 'not-loaded', coverage: 'not-loaded', health: null, groupId: null, position: null }),
  row({ key: 'fires', state: 'firing', firing: 2 }),
  row({ key: 'worse', state: 'firing', firing: 1, severity: 'critical' }),
  row({ key: 'waits', state: 'pending', pending: 1, service: null, serviceLabel: 'GES' }),
  row({ key: 'broken', health: 'err', lastError: 'many-to-many', state: 'unknown' }),
  row({ key: 'foreign', coverage: 'undocumented', threshold: null, differs: true }),
]

const filtered = (filter: object) => filterRules(rows, alertRuleFilterSchema.parse(filter)).map(({ key }) => key)

describe('compareRules', () => {
  it('puts first what cannot be evaluated, then what fires, and recording rules last', () => {
    expect([...rows].sort(compareRules).map(({ key }) => key)).toEqual([
      'broken',
      'worse',
      'fires',
      'waits',
      'missing',
      'foreign',
      'quiet',
      'record',
    ])
  })
})

describe('filterRules', () => {
  it.each([
    [{}, 8],
    [{ kind: 'recording' }, 1],
    [{ state: 'firing' }, 2],
    [{ state: 'firing,pending' }, 3],
    [{ severity: 'critical' }, 1],
    [{ coverage: 'not-loaded' }, 1],
    [{ coverage: 'undocumented' }, 1],
    [{ service: 'GES' }, 1],
    [{ service: 'ors' }, 6],
    [{ region: 'east' }, 0],
    [{ text: 'MANY' }, 1],
    [{ text: 'more broken' }, 1],
    [{ text: 'nothing-like-it' }, 0],
  ])('%j leaves %i', (filter, count) => {
    expect(filtered(filter)).toHaveLength(count)
  })

  it('changes nothing of its input', () => {
    const before = [...rows]
    filtered({})
    expect(rows).toEqual(before)
  })
})

describe('summariseRules', () => {
  it('counts over all rows', () => {
    expect(summariseRules(rows, {})).toEqual({
      alerting: 7,
      recording: 1,
      firing: 2,
      pending: 1,
      unhealthy: 1,
      notLoaded: 1,
      undocumented: 1,
      differing: 1,
      groups: {},
    })
  })
})

describe('findRule', () => {
  const both = [row({ key: 'a', region: 'east' }), row({ key: 'a', region: 'west', state: 'firing', firing: 1 })]

  it('finds the region that is asked for, or the one where it is worst', () => {
    expect(findRule(both, 'a', 'east')?.region).toBe('east')
    expect(findRule(both, 'a', null)?.region).toBe('west')
    expect(findRule(both, 'a', 'mars')).toBeUndefined()
    expect(findRule(both, 'b', null)).toBeUndefined()
  })
})

describe('evaluations', () => {
  const groups = {
    g: { lastEvaluation: '2026-11-20T11:00:00.000Z', intervalSeconds: 30, ruleMilliseconds: [1, 2.5] },
  }

  it('come from the group of the rule', () => {
    expect(lastEvaluationOf(row({}), groups)).toBe('2026-11-20T11:00:00.000Z')
    expect(evaluationSecondsOf(row({}), groups)).toBe(0.0025)
  })

  it('are nobody’s to tell where the rule has no group, or the group is gone', () => {
    const unloaded = row({ groupId: null, position: null })
    expect(lastEvaluationOf(unloaded, groups)).toBeNull()
    expect(evaluationSecondsOf(unloaded, groups)).toBeNull()
    expect(evaluationSecondsOf(row({ groupId: 'gone' }), groups)).toBeNull()
    expect(evaluationSecondsOf(row({ position: 7 }), groups)).toBeNull()
  })
})
