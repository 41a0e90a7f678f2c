import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, misspelt, nearestToken, tokenKey } from './nearest-token'
import { emailTokens } from './vocabulary'

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['callerid', 'calerid', 1],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  it('is a distance', () => {
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      }),
    )
  })
})

describe('the token that was meant', () => {
  it('is found again after two slips', () => {
    const slips = fc.array(fc.tuple(fc.nat(), fc.constantFrom('', 'x', 'q')), { maxLength: 2 })
    fc.assert(
      fc.property(fc.constantFrom(...emailTokens), slips, (token, made) => {
        const text = made.reduce((word, [at, letter]) => {
          const place = at % word.length
          return word.slice(0, place) + letter + word.slice(place + 1)
        }, token as string)
        expect(misspelt(text)).toBe(token)
      }),
    )
  })

  it('has a key of its own', () => {
    expect(new Set(emailTokens.map(tokenKey)).size).toBe(emailTokens.length)
  })

  it.each([
    ['Voicemail', 'VoicemailAccessURL'],
    ['CallerIDNumber', 'CallerID'],
    ['MessagePriority', null],
    ['MsgPrio', 'MsgPriority'],
    ['Nobody', null],
    ['C', null],
    ['', null],
  ])('is for %j %s', (word, token) => {
    expect(nearestToken(word)).toBe(token)
  })
})
