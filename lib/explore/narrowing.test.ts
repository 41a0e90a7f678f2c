import { describe, expect, it } from 'vitest'
import { countRangeRows, countRows, largestRangeRows, largestRows } from './narrowing'
import { readQueryText } from './promql-text'

const range = { startSeconds: 1000, endSeconds: 4600, stepSeconds: 15 }
const queries = ['up', 'a or b', 'sum by (pod) (rate(x[5m])) # why', 'a > 2 and on (pod) b offset 1w', '# first\nup']

describe.each(queries)('%j', (query) => {
  const own = readQueryText(query).uses.map(({ text }) => text)

  it.each([
    ['counted', countRows(query), 1],
    ['largest', largestRows(query, 10), 1],
    ['counted over a range', countRangeRows(query, range), 3],
    ['largest over a range', largestRangeRows(query, range, 10), 4],
  ])('%s is whole, and reads what it reads, so many times', (_what, narrowed, times) => {
    const { readable, uses } = readQueryText(narrowed)
    expect(readable).toBe(true)
    expect(uses.map(({ text }) => text)).toEqual(Array.from({ length: times }, () => own).flat())
  })
})

it('looks at the end, the middle and the start of a range', () => {
  const times = [...countRangeRows('up', range).matchAll(/@ (\d+)/g)].map(([, at]) => Number(at))
  expect(times).toEqual([4600, 2800, 1000])
})
