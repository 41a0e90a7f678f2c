import { describe, expect, it } from 'vitest'
import { labelColumns, sampleValue, seriesName, shortNames } from './model'

describe('seriesName', () => {
  it.each([
    [{ __name__: 'up', job: 'a', instance: 'b:1' }, 'up{instance="b:1", job="a"}'],
    [{ __name__: 'up' }, 'up'],
    [{ job: 'a"b\\c\nd' }, '{job="a\\"b\\\\c\\nd"}'],
    [{}, '{}'],
  ])('%j', (labels, name) => {
    expect(seriesName(labels)).toBe(name)
  })
})

describe('shortNames', () => {
  it.each([
    [
      'one label differs: its value',
      [
        { __name__: 'up', job: 'a', pod: 'p1' },
        { __name__: 'up', job: 'a', pod: 'p2' },
      ],
      ['p1', 'p2'],
    ],
    [
      'two differ',
      [
        { pod: 'p1', level: 'x' },
        { pod: 'p2', level: 'y' },
      ],
      ['{level="x", pod="p1"}', '{level="y", pod="p2"}'],
    ],
    [
      'names differ',
      [
        { __name__: 'up', job: 'a' },
        { __name__: 'down', job: 'a' },
      ],
      ['up', 'down'],
    ],
    ['one lacks the label', [{ pod: 'p1' }, {}], ['p1', '{}']],
    ['a single one', [{ __name__: 'up', job: 'a' }], ['up{job="a"}']],
    ['none', [], []],
  ])('%s', (_case, labels, names) => {
    expect(shortNames(labels as Record<string, string>[])).toEqual(names)
  })
})

it('labelColumns has every label once, the metric first', () => {
  expect(labelColumns([{ b: '1' }, { __name__: 'up', a: '2', b: '3' }])).toEqual(['__name__', 'a', 'b'])
})

it.each([
  [1.5, 1.5],
  ['NaN' as const, Number.NaN],
  ['+Inf' as const, Number.POSITIVE_INFINITY],
  ['-Inf' as const, Number.NEGATIVE_INFINITY],
])('sampleValue of %s', (sample, value) => {
  expect(sampleValue(sample)).toBe(value)
})
