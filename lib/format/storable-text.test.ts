import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText } from './characters'
import { isStorable, storableText } from './storable-text'

/** Any UTF-16 units: what a browser and JSON can send. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) })

describe('storable text', () => {
  it.each(['a\0b', '\ud83d', 'a\ude00', '\ude00\ud83d'])('is not %j', (text) => {
    expect(isStorable(text)).toBe(false)
    expect(storableText().max(9).safeParse(text).error?.issues).toMatchObject([
      { message: expect.stringMatching(/NUL or half a character/) },
    ])
  })

  it.each(['', '😀', 'a\r\n\tb', '\uFFFD'])('is %j', (text) => {
    expect(storableText().parse(text)).toBe(text)
  })

  it('comes back from UTF-8 as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = !text.includes('\0') && Buffer.from(text, 'utf8').toString('utf8') === text
        expect(isStorable(text)).toBe(kept)
      }),
    )
  })

  it('stays so when it is cut', () => {
    expect(cutText('ab😀', 3)).toBe('ab')
    expect(cutText('ab😀', 4)).toBe('ab😀')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, length) => {
        const cut = cutText(text, length)
        expect(text.startsWith(cut)).toBe(true)
        expect([length, length - 1, text.length]).toContain(cut.length)
        if (isStorable(text)) expect(isStorable(cut)).toBe(true)
      }),
    )
  })
})
