import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { informativeHeaders, mailboxFileFields, mailboxFileHeaders } from '@/lib/mailboxes/file-vocabulary'
import { headerKey, looksLikeData, matchHeader } from './header-matcher'
import { headerSynonyms } from './header-words'
import { importFieldLabels, importFields } from './vocabulary'

const one = (header: string) => matchHeader([header]).columns[0]

describe('matchHeader', () => {
  it('knows every column by its label, in any order', () => {
    const labels = mailboxFileFields.map((field) => mailboxFileHeaders[field]).reverse()
    const { columns, open, hasNumber } = matchHeader(labels)
    expect(columns.map(({ field }) => field)).toEqual([...mailboxFileFields].reverse())
    expect(open).toEqual([])
    expect(hasNumber).toBe(true)
  })

  it('has no word that means two columns', () => {
    const all = importFields.flatMap((field) => [
      importFieldLabels[field].toLowerCase().replaceAll(' ', ''),
      ...headerSynonyms[field],
    ])
    expect(new Set(all).size).toBe(all.length)
  })

  it.each([
    ['MAILBOX NUMBER', 'number', 'exact'],
    ['mailbox_number', 'number', 'exact'],
    ['MailboxNumber', 'number', 'exact'],
    ['\uFEFFMailbox Number', 'number', 'exact'],
    ['Ｍailbox　Number', 'number', 'exact'],
    ['Number', 'number', 'exact'],
    ['Max Duration (seconds)', 'maxDurationSeconds', 'exact'],
    ['max-duration-seconds', 'maxDurationSeconds', 'exact'],
    ['TimeZone', 'timeZone', 'exact'],
    ['tz', 'timeZone', 'exact'],
    ['Mailbxo Number', 'number', 'close'],
    ['Mailbox Nummber', 'number', 'close'],
    ['Time Zonee', 'timeZone', 'close'],
    ['Locale ', 'locale', 'exact'],
    ['Lcale', 'locale', 'close'],
    ['Max Mesage Count', 'maxMessageCount', 'close'],
    ['Voice mail Profile', 'profile', 'exact'],
    ['Actoin', null, 'unknown'],
    ['Acton', 'action', 'close'],
    ['Typ', null, 'unknown'],
    ['Notes', null, 'unknown'],
    ['', null, 'blank'],
    ['  ', null, 'blank'],
    ['Effective Locale', null, 'informative'],
    ['Deleted', null, 'informative'],
    ['constructor', null, 'unknown'],
    ['__proto__', null, 'unknown'],
  ])('reads %j as %s (%s)', (header, field, match) => {
    expect(one(header)).toMatchObject({ field, match })
  })

  it('asks about two columns of one name, and takes neither', () => {
    const { columns, open } = matchHeader(['Mailbox Number', 'Locale', 'locale'])
    expect(columns.map(({ field, match }) => [field, match])).toEqual([
      ['number', 'exact'],
      [null, 'duplicate'],
      [null, 'duplicate'],
    ])
    expect(open).toHaveLength(2)
    expect(open[0]?.candidates).toEqual(['locale'])
  })

  it('prefers the sure column, and still asks about the other', () => {
    const { columns, open } = matchHeader(['Mailbox Nummber', 'Mailbox Number'])
    expect(columns.map(({ field }) => field)).toEqual([null, 'number'])
    expect(open.map(({ index }) => index)).toEqual([0])
  })

  it('does as it was told', () => {
    const mapping = { [headerKey(' Durchwahl')]: 'number', [headerKey('Notes')]: null } as const
    const { columns, open } = matchHeader(['DURCHWAHL', 'notes', 'Owner'], mapping)
    expect(columns.map(({ field, match }) => [field, match])).toEqual([
      ['number', 'mapped'],
      [null, 'mapped'],
      ['owner', 'exact'],
    ])
    expect(open).toEqual([])
  })

  it('says when the number is missing', () => {
    expect(matchHeader(['Locale']).hasNumber).toBe(false)
    expect(matchHeader([]).hasNumber).toBe(false)
  })

  it('never gives one field to two columns, and leaves no column without an answer', () => {
    const known = fc.constantFrom(
      ...importFields.map((field) => importFieldLabels[field]),
      ...Object.values(headerSynonyms).flat(),
      ...informativeHeaders,
    )
    const slipped = fc.tuple(known, fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + 1)
    })
    const header = fc.oneof(known, slipped, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(header, { maxLength: 8 }), (headers) => {
        const { columns, open } = matchHeader(headers)
        expect(columns.map(({ header: text }) => text)).toEqual(headers)
        const fields = columns.flatMap(({ field }) => field ?? [])
        expect(new Set(fields).size).toBe(fields.length)
        for (const column of columns) {
          const answered = column.field !== null || ['blank', 'informative', 'mapped'].includes(column.match)
          expect(answered).toBe(!open.includes(column))
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('looksLikeData', () => {
  it.each([
    [['1001', 'Standard', 'en-US'], true],
    [['+4930123', 'x'], true],
    [['Durchwahl', 'Sprache'], false],
    [['Mailbox Number', '1001'], false],
    [[''], false],
  ])('%j: %s', (headers, expected) => {
    expect(looksLikeData(headers)).toBe(expected)
  })
})
