import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text'

/** Of the characters that a file may hold, hidden ones among them often enough. */
const anyText = fc
  .array(fc.oneof(fc.nat({ max: 0xd7ff }), fc.integer({ min: 0x2000, max: 0x206f })))
  .map((codes) => String.fromCodePoint(...codes))

const spelled = (text: string) =>
  visibleText(text)
    .map((stretch) => (stretch.mark ? `[${stretch.text}]` : stretch.text))
    .join('')

describe('visibleText', () => {
  it.each([
    ['4711', '4711'],
    ['Zoë Müller', 'Zoë Müller'],
    ['مرحبا', 'مرحبا'],
    ['1\u202e234', '1[right-to-left override]234'],
    ['\u2066x\u2069', '[U+2066]x[U+2069]'],
    ['a\u0000b', 'a[NUL]b'],
    ['two\r\nlines', 'two[carriage return][line break]lines'],
    ['M\ufffdller', 'M[unknown character]ller'],
    ['12\u00a034', '12[no-break space]34'],
    ['12 34 ', '12 34[space]'],
    ['  ', '[space][space]'],
    ['<b>x</b>', '<b>x</b>'],
    ['71⟨U+202E⟩05', '71[right-to-left override]05'],
    ['a␀b␊c', 'a[NUL]b[line break]c'],
    ['⟨U+FFFFFF⟩', '[⟨U+FFFFFF⟩]'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(spelled(text)).toBe(expected)
  })

  it('leaves no mark of direction in what is drawn, and loses nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const stretches = visibleText(text)
        expect(stretches.every(({ text: part }) => part !== '' && !/[\u202a-\u202e\u2066-\u2069]/u.test(part))).toBe(
          true,
        )
        const plain = stretches.flatMap((stretch) => (stretch.mark ? [] : [...stretch.text]))
        expect(plain.length + stretches.filter(({ mark }) => mark).length).toBe([...text].length)
      }),
    )
  })
})
