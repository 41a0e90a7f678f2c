import { describe, expect, it } from 'vitest'
import { findMetric, serviceById } from '@/lib/catalogue/services'
import type { InstantSeries, RangeSeries } from '@/lib/prometheus/schema'
import { largestLines, maxLines, toLines, toRankedMembers, toSplitLines, toThresholds } from './chart-adapter'
import type { Chart } from './schema'

const grid = { startSeconds: 0, endSeconds: 20, stepSeconds: 10 }
const chart = (kind: Chart['kind']): Chart => ({
  id: kind,
  kind,
  group: 'other',
  metric: null,
  title: '',
  description: '',
  unit: null,
  splits: [],
  isDefault: true,
  notes: [],
  absence: '',
})
const instant = (labels: Record<string, string>, value: number): InstantSeries => ({ labels, value, timeSeconds: 0 })
const flat = (labels: Record<string, string>, value: number): RangeSeries => ({
  labels,
  samples: [
    [0, value],
    [10, value],
    [20, value],
  ],
})
const values = (points: readonly (readonly [number, number | null])[]) => points.map(([, value]) => value)

describe('toLines', () => {
  it('names lines by their label and puts gaps where nothing was measured', () => {
    const [line] = toLines(
      chart('errors'),
      null,
      [{ labels: { line: 'p95' }, samples: [[10, 0.5]] }, flat({}, 1)],
      grid,
    )
    expect(line).toEqual({
      id: 'p95',
      label: 'p95',
      points: [
        [0, null],
        [10, 0.5],
        [20, null],
      ],
    })
  })
  it('draws a gap for what is no number', () => {
    const [line] = toLines(chart('errors'), null, [flat({ line: 'a' }, Number.NaN)], grid)
    expect(values(line?.points ?? [])).toEqual([null, null, null])
  })
  it('says states in words, an undocumented value by its raw one', () => {
    const health = findMetric(serviceById('ors'), 'orsnode_health_level')
    const lines = toLines(chart('state'), health, [flat({ line: '2' }, 3), flat({ line: '7' }, 1)], grid)
    expect(lines.map((line) => line.label)).toEqual(['pass (2)', 'undocumented value 7 (7)'])
  })
  it('counts pods that report an empty version as having none', () => {
    const lines = toLines(chart('version'), null, [flat({ line: '1.2' }, 3), flat({}, 1)], grid)
    expect(lines.map((line) => line.label)).toEqual(['1.2', '(no version)'])
  })
  it('says portal codes in words', () => {
    const lines = toLines(
      chart('codes'),
      null,
      [flat({ line: '200' }, 3), flat({ line: '0' }, 1), flat({ line: 'x' }, 1)],
      grid,
    )
    expect(lines.map((line) => line.label)).toEqual(['HTTP 200', 'no HTTP answer', 'x'])
  })
})

describe('largestLines', () => {
  it('keeps the largest, largest first', () => {
    const lines = toLines(
      chart('errors'),
      null,
      Array.from({ length: 12 }, (_, index) => flat({ line: `m${index}` }, index)),
      grid,
    )
    const kept = largestLines(lines)
    expect(kept).toHaveLength(maxLines)
    expect(kept[0]?.id).toBe('m11')
  })
})

describe('toRankedMembers', () => {
  it('orders by size, equals by name, and leaves out what is no number', () => {
    const series = [
      instant({ pod: 'b' }, 1),
      instant({ pod: 'a' }, 1),
      instant({ pod: 'c' }, 5),
      instant({ pod: 'd' }, Number.NaN),
    ]
    expect(toRankedMembers('pod', series)).toEqual(['c', 'a', 'b'])
  })
  it('keeps a member without the label', () => {
    expect(toRankedMembers('tenant', [instant({}, 1)])).toEqual([''])
  })
})

describe('toSplitLines', () => {
  const answer = (all: RangeSeries[]) =>
    toSplitLines({
      label: 'pod',
      members: ['b', 'a', 'gone'],
      each: [flat({ pod: 'a' }, 1), flat({ pod: 'b' }, 2)],
      all,
      grid,
    })
  it('puts members in rank order and the rest into one line', () => {
    const lines = answer([flat({}, 10)])
    expect(lines.map(({ id, label }) => [id, label])).toEqual([
      ['pod:b', 'b'],
      ['pod:a', 'a'],
      ['other', 'other pods'],
    ])
    expect(values(lines[2]?.points ?? [])).toEqual([7, 7, 7])
  })
  it('has no line for others that add up to nothing but rounding', () => {
    expect(answer([flat({}, 3.0000000001)]).map((line) => line.id)).toEqual(['pod:b', 'pod:a'])
  })
  it('knows nothing of others where the sum is missing', () => {
    expect(answer([]).map((line) => line.id)).toEqual(['pod:b', 'pod:a'])
  })
  it('names the member that has no such label', () => {
    const [line] = toSplitLines({ label: 'tenant', members: [''], each: [flat({}, 1)], all: [flat({}, 1)], grid })
    expect(line).toMatchObject({ id: 'tenant:', label: '(no tenant)' })
  })
})

describe('toThresholds', () => {
  it('leaves out what Prometheus does not have', () => {
    expect(
      toThresholds([instant({ line: 'Requested by a pod' }, 0.25), instant({ line: 'x' }, Number.NaN), instant({}, 1)]),
    ).toEqual([{ label: 'Requested by a pod', value: 0.25 }])
  })
})
