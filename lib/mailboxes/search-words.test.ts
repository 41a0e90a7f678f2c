import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfPrefix, isPlain, neededWords, ownerQuery, plainParts, searchWords } from './search-words'

describe('search words', () => {
  it('are cut at spaces and know numbers', () => {
    expect(searchWords('  Ada 0042\tO’Neil ')).toEqual([
      { text: 'ada', isNumber: false },
      { text: '0042', isNumber: true },
      { text: 'o’neil', isNumber: false },
    ])
  })

  it('leave out what finds nothing, and stop somewhere', () => {
    expect(searchWords('- _ \u0000 %')).toEqual([])
    expect(searchWords('a b c d e f g h')).toHaveLength(6)
  })

  it.each([
    ['maria m', ['maria']],
    ['m maria m', ['maria']],
    ['x x', ['x']],
    ['maria smith', ['maria', 'smith']],
    ['o’b o', ['o’b', 'o']],
    ['o’b o’b', ['o’b', 'o’b']],
  ])('are left out when another one implies them: %s', (text, needed) => {
    expect(neededWords(searchWords(text)).map((word) => word.text)).toEqual(needed)
  })

  it('are quoted for the index', () => {
    expect(ownerQuery(searchWords("o'neil a\\b"))).toBe("'o''neil':* & 'a\\\\b':*")
  })

  it('end where the next prefix begins', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,20}$/), fc.stringMatching(/^[0-9]{0,20}$/), (prefix, rest) => {
        const end = endOfPrefix(prefix)
        expect(prefix + rest >= prefix && prefix + rest < end).toBe(true)
        expect(end.slice(0, -1) + String.fromCharCode(end.charCodeAt(end.length - 1) - 1)).toBe(prefix)
      }),
    )
  })
})

describe('plain words', () => {
  it.each([
    ['maria', true, ['maria']],
    ['müller2', true, ['müller2']],
    ['o’brien', false, ['o', 'brien']],
    ['a.*b', false, ['a', 'b']],
    ['--', false, []],
  ])('%s', (text, plain, parts) => {
    expect([isPlain(text), plainParts(text)]).toEqual([plain, parts])
  })
})
