import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeTip, type Side } from './tip-placement'

const view = { width: 1000, height: 800 }
const tip = { width: 100, height: 20 }

describe('placeTip', () => {
  it.each<[string, Side, { left: number; top: number }, { left: number; top: number }]>([
    ['above, centred', 'top', { left: 500, top: 400 }, { left: 465, top: 374 }],
    ['below where there is no room above', 'top', { left: 500, top: 10 }, { left: 465, top: 46 }],
    ['above where there is no room below', 'bottom', { left: 500, top: 780 }, { left: 465, top: 754 }],
    ['to the right', 'right', { left: 500, top: 400 }, { left: 536, top: 405 }],
    ['to the left where there is no room', 'right', { left: 960, top: 400 }, { left: 854, top: 405 }],
    ['pushed in from the edge', 'top', { left: 0, top: 400 }, { left: 8, top: 374 }],
  ])('%s', (_name, side, at, place) => {
    expect(placeTip({ ...at, width: 30, height: 30 }, tip, view, side)).toEqual(place)
  })

  it('never leaves the view', () => {
    const side = fc.constantFrom<Side>('top', 'right', 'bottom', 'left')
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 1050 }),
        fc.integer({ min: -50, max: 850 }),
        side,
        (left, top, wanted) => {
          const place = placeTip({ left, top, width: 30, height: 30 }, tip, view, wanted)
          expect(place.left).toBeGreaterThanOrEqual(8)
          expect(place.top).toBeGreaterThanOrEqual(8)
          expect(place.left + tip.width).toBeLessThanOrEqual(view.width - 8)
          expect(place.top + tip.height).toBeLessThanOrEqual(view.height - 8)
        },
      ),
    )
  })
})
