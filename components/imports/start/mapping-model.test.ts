import { describe, expect, it } from 'vitest'
import { headerKey, matchHeader } from '@/lib/imports/header-matcher'
import { importFields } from '@/lib/imports/vocabulary'
import {
  choiceFaults,
  choicesFor,
  firstForm,
  leftOut,
  linesOf,
  mappingToSend,
  matchText,
  missingFields,
  ownerToSend,
  undecided,
  whyNotSent,
} from './mapping-model'

/** As the console writes down what it found of these headers. */
const found = (headers: readonly string[], mapping = {}) => ({
  columns: matchHeader(headers, mapping).columns.map(({ header, field, match, candidates }) => ({
    header,
    key: headerKey(header),
    field,
    match,
    candidates: [...candidates],
  })),
})

describe('the form of a mapping', () => {
  const headers = ['Rufnummer', 'Owner', 'Locale', 'Deleted', '']
  const lines = linesOf(found(headers))
  const form = firstForm(lines)

  it('begins with what was understood, and leaves open what was not', () => {
    expect(form).toEqual({ rufnummer: '', owner: 'owner', locale: 'locale', deleted: 'leave-out', '': 'leave-out' })
    expect(undecided(lines, form).map(({ header }) => header)).toEqual(['Rufnummer'])
    expect(whyNotSent(lines, form)).toBe('1 column needs a word: a field, or left out.')
    expect(missingFields(form)).toEqual(
      importFields.filter((field) => !['number', 'action', 'owner', 'locale'].includes(field)),
    )
    expect(leftOut(lines, form)).toEqual({ ...form, rufnummer: 'leave-out' })
  })

  it('sends only what differs from what was understood, by the key that the console knows', () => {
    const said = { ...form, rufnummer: 'number' as const, locale: 'leave-out' as const }
    expect(whyNotSent(lines, said)).toBeNull()
    const mapping = mappingToSend(lines, said)
    expect(mapping).toEqual({ rufnummer: 'number', locale: null })
    const again = matchHeader(headers, mapping)
    expect(again.open).toEqual([])
    expect(again.columns.map(({ field }) => field)).toEqual(['number', 'owner', null, null, null])
  })

  it('says of an open column that it is left out, or it would stay open', () => {
    const headers = ['Mailbox Number', 'Bemerkung', '']
    const open = linesOf(found(headers))
    const mapping = mappingToSend(open, leftOut(open, firstForm(open)))
    expect(mapping).toEqual({ bemerkung: null })
    expect(matchHeader(headers, mapping).open).toEqual([])
  })

  it('is not sent without a number, nor with two columns for one field', () => {
    const without = { ...form, rufnummer: 'leave-out' as const }
    expect(whyNotSent(lines, without)).toMatch(/^No column is the Mailbox Number/)
    const twice = { ...form, rufnummer: 'owner' as const }
    expect([...choiceFaults(lines, twice).keys()]).toEqual(['rufnummer', 'owner'])
    expect(choiceFaults(lines, twice).get('rufnummer')).toBe('Owner is Owner, too: one field, one column.')
    expect(whyNotSent(lines, twice)).toBe('Two columns are the same field.')
  })

  it('takes a field away from a column that was understood for it', () => {
    const said = { ...form, rufnummer: 'number' as const, owner: 'leave-out' as const, locale: 'owner' as const }
    const again = matchHeader(headers, mappingToSend(lines, said))
    expect(again.open).toEqual([])
    expect(again.columns[2]).toMatchObject({ field: 'owner', match: 'mapped' })
  })
})

describe('lines', () => {
  it('have columns of one header together, which only can be left out', () => {
    const lines = linesOf(found(['Mailbox Number', 'Owner', 'owner ']))
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatchObject({ key: 'owner', columns: 2, open: true, candidates: ['owner'] })
    expect(choiceFaults(lines, { 'mailbox number': 'number', owner: 'owner' }).get('owner')).toMatch(
      /^2 columns have this/,
    )
    expect(whyNotSent(lines, { 'mailbox number': 'number', owner: 'leave-out' })).toBeNull()
  })

  it('offer what a column may mean first, and every field once', () => {
    const choices = choicesFor({ candidates: ['owner', 'type'] })
    expect(choices.slice(0, 2)).toEqual(['owner', 'type'])
    expect([...choices].sort()).toEqual([...importFields].sort())
  })

  it('say how they were understood, also by a word of a later version', () => {
    const line = { key: 'x', header: 'x', columns: 1, field: null, candidates: [], samples: null, open: false }
    expect(matchText({ ...line, match: 'exact' })).toBe('by its name')
    expect(matchText({ ...line, match: 'remembered' })).toBe('left out, as said for an earlier file')
    expect(matchText({ ...line, match: 'duplicate', candidates: ['owner'] })).toBe('another column is Owner, too')
    expect(matchText({ ...line, match: 'foreseen' })).toBe('foreseen')
  })

  it('work with checks that noted no keys', () => {
    const columns = [{ header: 'Ruf  Nummer', field: null, match: 'unknown', candidates: [] }]
    expect(linesOf({ columns })[0]?.key).toBe('ruf nummer')
  })
})

it('sends the owner of new mailboxes only when it changed, and null when it was emptied', () => {
  expect(ownerToSend('Ada', 'Ada ')).toEqual({})
  expect(ownerToSend(undefined, ' ')).toEqual({})
  expect(ownerToSend(null, 'Eve')).toEqual({ newOwner: 'Eve' })
  expect(ownerToSend('Ada', ' ')).toEqual({ newOwner: null })
})
