import { describe, expect, it } from 'vitest'
import { sharesBelow } from './latency'

describe('latency', () => {
  it('has half of all events below the median and nearly all below ten times as much', () => {
    const [half = 0, most = 0] = sharesBelow({ median: 20, spread: 0.6 }, [20, 200])
    expect(half).toBeCloseTo(0.5, 3)
    expect(most).toBeGreaterThan(0.999)
  })
})
