/** A stretch of text as it is, or the name of a character that the eye would miss. */
export type Stretch = { text: string; mark: boolean }

/** Nothing to see, a blank that is none, or what turns the direction of the text behind it. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\ufffd]|[^\S ]/u

const names: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'carriage return',
  '\u0000': 'NUL',
  '\u00a0': 'no-break space',
  '\u200b': 'zero-width space',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of direction',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\ufeff': 'byte order mark',
  '\ufffd': 'unknown character',
}

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
const nameOf = (character: string) => names[character] ?? codeOf(character)

/** What the check wrote in the place of such a character: its code, or the picture of a control character. */
const writtenMark = /(⟨U\+[0-9A-F]{4,6}⟩|[\u2400-\u241f])/u

function writtenFor(mark: string): string {
  const code = mark.startsWith('⟨') ? Number.parseInt(mark.slice(3, -1), 16) : mark.charCodeAt(0) - 0x2400
  return code <= 0x10ffff ? nameOf(String.fromCodePoint(code)) : mark
}

function plainStretches(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') stretches.push({ text: plain, mark: false })
    plain = ''
  }
  for (const character of text) {
    if (!unseen.test(character)) {
      plain += character
      continue
    }
    flush()
    stretches.push({ text: nameOf(character), mark: true })
  }
  flush()
  return stretches
}

const spaces = (count: number): Stretch[] => Array.from({ length: count }, () => ({ text: 'space', mark: true }))

/** Text with each character that hides, or turns its surroundings, taken out and named. Blanks at its ends count: they are easily missed. */
export function visibleText(text: string): Stretch[] {
  const inner = text.replace(/^ +/, '')
  const core = inner.replace(/ +$/, '')
  const parts = core.split(writtenMark).flatMap((part, at) => {
    // Every other part is what the pattern caught.
    return at % 2 === 1 ? [{ text: writtenFor(part), mark: true }] : plainStretches(part)
  })
  return [...spaces(text.length - inner.length), ...parts, ...spaces(inner.length - core.length)]
}
