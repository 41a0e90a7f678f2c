import { describe, expect, it } from 'vitest'
import { isoTime } from './iso-time'

describe('isoTime', () => {
  it.each([
    ['2026-11-20T18:24:48Z', '2026-11-20T18:24:48.000Z'],
    ['2026-11-20T19:24:48+01:00', '2026-11-20T18:24:48.000Z'],
    ['', null],
    [null, null],
    ['yesterday', null],
  ])('%s: %s', (text, iso) => {
    expect(isoTime(text)).toBe(iso)
  })
})
