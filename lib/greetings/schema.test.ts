import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName } from './schema'
import { sizeSentence } from './vocabulary'

describe('cleanFileName', () => {
  it.each([
    ['hello.wav', 'hello.wav'],
    ['Gr%C3%BC%C3%9Fe.mp3', 'Grüße.mp3'],
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C:\\fakepath\\a.wav', 'a.wav'],
    ['100%.wav', '100%.wav'],
    ['evil%E2%80%AEvaw.exe', 'evilvaw.exe'],
    ['a%00b%0Ac', 'abc'],
    ['%20', 'greeting'],
    [null, 'greeting'],
  ])('%s', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected)
  })

  it('always gives a name that the table takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const name = cleanFileName(given)
        expect([...name].length).toBeGreaterThan(0)
        expect([...name].length).toBeLessThanOrEqual(255)
        expect(name).not.toMatch(/[/\\\0\n]/)
      }),
    )
  })
})

describe('sizeSentence', () => {
  it('never rounds what is too large down to what is not', () => {
    expect(sizeSentence(10 * 1024 * 1024 + 1)).toBe('has 10.1 MB; at most 10 MB is taken')
    expect(sizeSentence(null)).toBe('is larger than 10 MB')
  })
})
