import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, ruleConditions } from '@/lib/prometheus/rule-conditions'
import { countQuery, onlyMembers, presenceQuery, rankQuery } from './charts'

function conditionOf(expr: string): Condition {
  const [condition] = ruleConditions(expr) ?? []
  if (!condition) throw new Error(`no condition in ${expr}`)
  return condition
}

describe('rankQuery', () => {
  it.each([
    ['a > 80', 'topk(8, (a) - 80)'],
    ['a < 1', 'bottomk(8, (a) - 1)'],
    ['a == 0', 'bottomk(8, abs((a) - 0))'],
    ['a != 200', 'topk(8, abs((a) - 200))'],
    ['a > on (pod) group_left b', 'topk(8, (a) - on (pod) group_left (b))'],
    ['a >= -1', 'topk(8, (a) - -1)'],
  ])('of %s asks for what is nearest to firing', (expr, query) => {
    expect(rankQuery(conditionOf(expr), 8)).toBe(query)
  })
})

describe('onlyMembers', () => {
  it('asks for these label sets and no others', () => {
    expect(
      onlyMembers('up', [
        { pod: 'a', __name__: 'up' },
        { pod: 'b', job: 'j' },
      ]),
    ).toBe(
      '(up) and on (job, pod) (label_replace(vector(1), "pod", "a", "", "") or ' +
        'label_replace(label_replace(vector(1), "pod", "b", "", ""), "job", "j", "", ""))',
    )
  })

  it('asks for everything where nothing tells the series apart', () => {
    expect(onlyMembers('sum(up)', [{}])).toBe('sum(up)')
  })

  it('never lets a value end its own text, nor refer to a group', () => {
    const text = onlyMembers('up', [{ pod: 'a"$1\\\n' }])
    expect(text).toBe('(up) and on (pod) (label_replace(vector(1), "pod", "a\\"$$1\\\\\\n", "", ""))')
    fc.assert(
      fc.property(fc.string(), (value) => {
        const inside = /"pod", "(.*)", "", ""\)\)$/s.exec(onlyMembers('up', [{ pod: value }]))?.[1] ?? ''
        expect(inside).not.toMatch(/(^|[^\\])(\\\\)*"/)
        expect(inside.replaceAll('$$', '')).not.toContain('$')
      }),
    )
  })
})

describe('counts', () => {
  it('count what there is, and nothing as nothing', () => {
    expect(countQuery(conditionOf('a > 1'))).toBe('count(a)')
    expect(presenceQuery('absent(a)')).toBe('count(absent(a)) or vector(0)')
  })
})
