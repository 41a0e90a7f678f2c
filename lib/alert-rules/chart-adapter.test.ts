import { describe, expect, it } from 'vitest'
import { toMembers, toRuleLines } from './chart-adapter'

const grid = { startSeconds: 0, endSeconds: 30, stepSeconds: 15 }
const named = { id: '0', what: null, fallback: 'Value' }
const labelsOf = (all: Record<string, string>[]) =>
  toRuleLines(
    all.map((labels) => ({ labels, samples: [] })),
    grid,
    named,
  ).map(({ label }) => label)

describe('toMembers', () => {
  it('puts first what is nearest to firing and leaves out what is no number', () => {
    const ranked = [
      { labels: { pod: 'a' }, value: 1, timeSeconds: 0 },
      { labels: { pod: 'b' }, value: Number.NaN, timeSeconds: 0 },
      { labels: { pod: 'c' }, value: 5, timeSeconds: 0 },
    ]
    expect(toMembers(ranked, true)).toEqual([{ pod: 'c' }, { pod: 'a' }])
    expect(toMembers(ranked, false)).toEqual([{ pod: 'a' }, { pod: 'c' }])
  })
})

describe('toRuleLines', () => {
  it('fills the whole grid, with holes where nothing was measured', () => {
    const [line] = toRuleLines(
      [
        {
          labels: {},
          samples: [
            [15, 2],
            [30, Number.POSITIVE_INFINITY],
          ],
        },
      ],
      grid,
      named,
    )
    expect(line?.points).toEqual([
      [0, null],
      [15, 2],
      [30, null],
    ])
  })

  it('names lines by the labels that tell them apart', () => {
    const common = { namespace: 'voice', container: 'c' }
    expect(
      labelsOf([
        { ...common, pod: 'a' },
        { ...common, pod: 'b' },
      ]),
    ).toEqual(['a', 'b'])
    expect(
      labelsOf([
        { pod: 'a', device: 'x' },
        { pod: 'a', device: 'y' },
      ]),
    ).toEqual(['x', 'y'])
    expect(labelsOf([{ namespace: 'voice' }, { namespace: 'ges' }])).toEqual(['voice', 'ges'])
    expect(labelsOf([{ ...common, pod: 'a' }])).toEqual(['a'])
    expect(labelsOf([{ instance: 't2100' }])).toEqual(['t2100'])
    const portal = { job: 'portal_probe', cloud: 'aws' }
    expect(
      labelsOf([
        { ...portal, instance: 't1' },
        { ...portal, instance: 't2' },
      ]),
    ).toEqual(['t1', 't2'])
    expect(
      labelsOf([
        { pod: 'a', phase: 'x' },
        { pod: 'a', phase: 'y' },
        { pod: 'b', phase: 'x' },
      ]),
    ).toEqual(['a · x', 'a · y', 'b · x'])
    expect(labelsOf([{}])).toEqual(['Value'])
  })

  it('says what a line is where several kinds stand together', () => {
    const [line] = toRuleLines([{ labels: { pod: 'a' }, samples: [] }], grid, { ...named, what: 'Limit' })
    expect(line?.label).toBe('Limit: a')
  })
})
