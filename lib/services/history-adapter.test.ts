import { describe, expect, it } from 'vitest'
import type { RangeSeries } from '@/lib/prometheus/schema'
import { toBeginnings } from './history-adapter'

const range = (labels: Record<string, string>, samples: [number, number][]): RangeSeries => ({ labels, samples })
const grid = { endSeconds: 1200, stepSeconds: 120 }

describe('toBeginnings', () => {
  const labels = (raw: string) => ({ __name__: 'm', namespace: 'voice', pod: 'p', raw })
  const steps = (from: number, to: number): [number, number][] =>
    Array.from({ length: (to - from) / 120 + 1 }, (_, index) => [from + index * 120, 1])
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()

  it('is the moment the same gauge stopped saying something else', () => {
    const found = toBeginnings([range(labels('2'), steps(0, 480)), range(labels('0'), steps(600, 1200))], grid)
    expect(found.get('m|voice/p|0')).toEqual({ since: at(600), atLeast: false })
    expect(found.has('m|voice/p|2')).toBe(false)
  })
  it('is that moment or earlier when nothing was said before', () => {
    const found = toBeginnings([range(labels('0'), steps(600, 1200))], grid)
    expect(found.get('m|voice/p|0')).toEqual({ since: at(600), atLeast: true })
  })
  it('is the start of the range or earlier when it fills the range', () => {
    expect(toBeginnings([range(labels('0'), steps(0, 1200))], grid).get('m|voice/p|0')).toEqual({
      since: at(0),
      atLeast: true,
    })
  })
  it('takes the last run only, and forgives one sample that is missing at the end', () => {
    const found = toBeginnings(
      [range(labels('0'), [...steps(0, 240), ...steps(960, 1080)]), range(labels('1'), steps(360, 840))],
      grid,
    )
    expect(found.get('m|voice/p|0')).toEqual({ since: at(960), atLeast: false })
  })
  it('says nothing of a series without samples or without a name', () => {
    expect(toBeginnings([range(labels('0'), []), range({}, steps(0, 1200))], grid).size).toBe(0)
  })
})
