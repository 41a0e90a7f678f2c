import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeLabelValue, escapeRegex, inNamespaces, matcher, oneOf, selector } from './promql'

/** Reads one Go string literal in double quotes, as PromQL's lexer does; null when the text does not end where it closes. */
function readLiteral(text: string): string | null {
  if (text[0] !== '"') return null
  let value = ''
  for (let at = 1; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '"') return at === text.length - 1 ? value : null
    if (character === '\n') return null
    if (character !== '\\') {
      value += character
      continue
    }
    const mark = text[at + 1] ?? ''
    if (mark === 'x') {
      value += String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 4), 16))
      at += 3
      continue
    }
    const meaning = { '\\': '\\', '"': '"', n: '\n' }[mark]
    if (meaning === undefined) return null
    value += meaning
    at += 1
  }
  return null
}

const anyText = fc.string({ unit: 'binary', maxLength: 40 })
/** Text that tries to get out: quotes, braces, backslashes, line breaks. */
const hostileText = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '}', '{', ',', 'a', '\r', '\0', '`', "'", '|') })

describe('escapeLabelValue', () => {
  it('is read back by PromQL as the text it was made of', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hostileText), (text) => {
        expect(readLiteral(`"${escapeLabelValue(text)}"`)).toBe(text)
      }),
    )
  })

  it('replaces half a surrogate pair, which UTF-8 cannot carry', () => {
    expect(escapeLabelValue('a\ud800b')).toBe('a\\ufffdb')
  })
})

describe('matcher and selector', () => {
  it('never lets a value out of its quotes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const built = selector('up', [matcher('tenant', '=', text)])
        expect(readLiteral(built.slice('up{tenant='.length, -1))).toBe(text)
      }),
    )
  })

  it('writes what people would write', () => {
    expect(selector('up')).toBe('up')
    expect(selector('up', [matcher('a', '=', 'b'), matcher('c', '!~', 'd|e')])).toBe('up{a="b",c!~"d|e"}')
  })

  it.each(['', '1a', 'a b', 'a"', 'a}', 'ä'])('refuses the name %j', (name) => {
    expect(() => matcher(name, '=', 'x')).toThrow(RangeError)
    expect(() => selector(name)).toThrow(RangeError)
  })

  it('allows colons in metric names only', () => {
    expect(selector('up:sum')).toBe('up:sum')
    expect(() => matcher('up:sum', '=', 'x')).toThrow(RangeError)
  })
})

describe('oneOf', () => {
  const texts = fc.array(fc.oneof(fc.string({ maxLength: 12 }), hostileText), { maxLength: 6 })

  it('matches each of its texts and nothing else', () => {
    fc.assert(
      fc.property(texts, fc.oneof(fc.string(), hostileText), (list, other) => {
        const expression = new RegExp(`^(?:${oneOf(list)})$`, 's')
        for (const text of list) expect(expression.test(text)).toBe(true)
        expect(expression.test(other)).toBe(list.includes(other))
      }),
    )
  })

  it('is the same for the same texts in any order', () => {
    fc.assert(fc.property(texts, (list) => oneOf(list) === oneOf([...list].reverse())))
  })

  it('matches nothing, not even the empty text, when there are no texts', () => {
    expect(new RegExp(`^(?:${oneOf([])})$`).test('')).toBe(false)
  })

  it('escapes what means something in a regular expression', () => {
    expect(escapeRegex('a.b*c')).toBe('a\\.b\\*c')
  })
})

describe('inNamespaces', () => {
  it('names the watched namespaces, or none', () => {
    expect(inNamespaces(['voice', 'ges'])).toEqual(['namespace=~"ges|voice"'])
    expect(inNamespaces(null)).toEqual([])
  })
  it('escapes what could end a string', () => {
    expect(inNamespaces(['a"b\\c'])).toEqual(['namespace=~"a\\"b\\\\\\\\c"'])
  })
})
