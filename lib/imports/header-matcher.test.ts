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

  it('takes a word on an earlier file before a guess of ours, not before a name of ours nor a word on this file', () => {
    const remembered = {
      durchwahl: 'number',
      agent: null,
      localee: 'timeZone',
      locale: 'owner',
      deleted: 'owner',
    } as const
    const headers = ['DURCHWAHL', 'Agent', 'Localee', 'Locale', 'Deleted']
    const words = (mapping = {}) =>
      matchHeader(headers, mapping, remembered).columns.map(({ field, match }) => `${match} ${field}`)
    expect(words()).toEqual([
      'remembered number',
      'remembered null',
      'remembered timeZone',
      'exact locale',
      'informative null',
    ])
    expect(words({ durchwahl: null, locale: null }).filter((word) => word.startsWith('mapped'))).toHaveLength(2)
    expect(matchHeader(['Durchwahl', 'Mailbox Number'], {}, remembered).columns).toMatchObject([
      { field: null, match: 'duplicate', candidates: ['number'] },
      { field: 'number', match: 'exact' },
    ])
  })

  it('knows the column of an export that says what is deleted, unless a person says otherwise', () => {
    expect(matchHeader(['Mailbox Number', 'deleted']).deletedIndex).toBe(1)
    expect(matchHeader(['Mailbox Number', 'deleted'], { deleted: null }).deletedIndex).toBeNull()
    expect(matchHeader(['Mailbox Number']).deletedIndex).toBeNull()
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

describe('headerKey', () => {
  it('is the same for a key, short enough to be sent, and free of what the database refuses', () => {
    expect(headerKey(' Max\r\nDuration\u0000 ')).toBe('max duration')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (header) => {
        const key = headerKey(header)
        expect(headerKey(key)).toBe(key)
        expect(key.length).toBeLessThanOrEqual(200)
        expect(key).not.toMatch(/[\p{Cc}\p{Cs}]/u)
      }),
      { numRuns: 3000 },
    )
    expect(headerKey('\uFDFA'.repeat(200)).length).toBeLessThanOrEqual(200)
  })
})
