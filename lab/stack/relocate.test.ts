import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relocate } from './relocate'

describe('relocate', () => {
  it('makes every path relative and moves nothing', () => {
    const program = Buffer.from(
      '\0ELF/usr/share/prometheus/alertmanager/ui/\0x/usr/share/prometheus/alertmanagerEND/usr/share/x',
    )
    const copy = relocate(program)
    expect(copy.toString()).toBe(
      '\0ELFusr//share/prometheus/alertmanager/ui/\0xusr//share/prometheus/alertmanagerEND/usr/share/x',
    )
    expect(relocate(copy).equals(copy)).toBe(true)
  })

  it('leaves every other program as it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(relocate(Buffer.from(bytes)).equals(Buffer.from(bytes))).toBe(true)
      }),
    )
  })
})
