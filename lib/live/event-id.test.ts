import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePositions, encodePositions } from './event-id'
import { liveTopics } from './vocabulary'

describe('positions as an SSE id', () => {
  const position = fc.record({ epoch: fc.stringMatching(/^[0-9a-f]{8}$/), seq: fc.nat() })
  const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...liveTopics), position), { selector: ([topic]) => topic })

  it('come back as they went', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const positions = new Map(list)
        expect(decodePositions(encodePositions(positions))).toEqual(positions)
        expect(encodePositions(positions)).not.toMatch(/[\n\r\0]/)
      }),
    )
  })

  it('survive whatever a browser sends', () => {
    fc.assert(fc.property(fc.string(), (text) => decodePositions(text) instanceof Map))
  })

  it.each(['', 'alerts', 'alerts:e', 'alerts::1', 'alerts:e:-1', 'alerts:e:1.5', 'alerts:e:1:2', 'nothing:e:1'])(
    'leave out %j',
    (text) => {
      expect(decodePositions(text).size).toBe(0)
    },
  )
})
