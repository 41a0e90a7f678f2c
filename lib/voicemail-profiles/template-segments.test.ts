import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTemplate } from './template'
import { insertToken, templateSegments } from './template-segments'
import { emailTokens } from './vocabulary'

describe('templateSegments', () => {
  it('marks tokens, and what is none where one would be', () => {
    expect(templateSegments('Hi <CallerID>, <Nobody>!')).toEqual([
      { start: 0, text: 'Hi ', mark: null },
      { start: 3, text: '<CallerID>', mark: 'token' },
      { start: 13, text: ', ', mark: null },
      { start: 15, text: '<Nobody>', mark: 'unknown' },
      { start: 23, text: '!', mark: null },
    ])
    expect(templateSegments('')).toEqual([])
    expect(templateSegments('<b>x</b>')).toEqual([{ start: 0, text: '<b>x</b>', mark: null }])
  })

  it('loses no character and marks every unknown token, whatever the text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '<CallerID>',
          '<Nobody>',
          '<callerid>',
          '<Caller ID>',
          '<CallerID ',
          '\u{1F600}',
          ...emailTokens,
        ),
      ),
    )
    fc.assert(
      fc.property(pieces, (list) => {
        const source = list.join('')
        const segments = templateSegments(source)
        expect(segments.map(({ text }) => text).join('')).toBe(source)
        expect(segments.every(({ start, text }) => source.startsWith(text, start))).toBe(true)
        expect(segments.filter(({ mark }) => mark === 'unknown').map(({ start, text }) => ({ start, text }))).toEqual(
          parseTemplate(source).unknown.map(({ start, text }) => ({ start, text })),
        )
      }),
    )
  })
})

describe('insertToken', () => {
  it('takes the place of what is selected', () => {
    expect(insertToken('From XX.', { start: 5, end: 7 }, 'CallerID')).toEqual({ text: 'From <CallerID>.', cursor: 15 })
    expect(insertToken('', { start: 0, end: 0 }, 'UserEmail')).toEqual({ text: '<UserEmail>', cursor: 11 })
  })
})
