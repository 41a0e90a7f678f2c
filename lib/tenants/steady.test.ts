import { describe, expect, it } from 'vitest'
import type { PortalReading } from './adapter'
import { steadyReadings } from './steady'

const heard = (change: Partial<PortalReading>) =>
  new Map<string, PortalReading>([
    [
      't1',
      {
        instance: 't1',
        job: 'portal_probe',
        group: '',
        cloud: null,
        code: 200,
        pushedAtSeconds: 1,
        ageSeconds: 1,
        durationSeconds: null,
        failure: null,
        ...change,
      },
    ],
  ])

const shown = (before: number | null, after: number | null) =>
  steadyReadings(heard({ durationSeconds: before }), heard({ durationSeconds: after })).get('t1')?.durationSeconds

describe('steadyReadings', () => {
  it.each([
    ['a hair more', 0.1, 0.12, 0.1],
    ['a quarter less of a long time', 2, 1.6, 2],
    ['half as much again', 0.1, 0.15, 0.15],
    ['far less', 2, 0.1, 0.1],
    ['the first one', null, 0.1, 0.1],
    ['none any more', 0.1, null, null],
  ])('%s', (_name, before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  it('does not drift away: what is compared with is what was shown', () => {
    let readings: ReadonlyMap<string, PortalReading> = heard({ durationSeconds: 0.1 })
    for (let step = 1; step <= 10; step += 1) {
      readings = steadyReadings(readings, heard({ durationSeconds: 0.1 + step * 0.01 }))
    }
    expect(readings.get('t1')?.durationSeconds).toBeGreaterThan(0.15)
  })

  it('takes everything else as it was read', () => {
    const after = heard({ durationSeconds: 0.1, code: 503, pushedAtSeconds: 31 })
    expect(steadyReadings(heard({ durationSeconds: 0.101 }), after).get('t1')).toMatchObject({
      code: 503,
      pushedAtSeconds: 31,
      durationSeconds: 0.101,
    })
    expect(steadyReadings(after, new Map()).size).toBe(0)
  })
})
