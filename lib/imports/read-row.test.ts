import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, type FileMailbox, mailboxFileCells, mailboxFileHeader } from '@/lib/mailboxes/file-model'
import { locales } from '@/lib/mailboxes/locale'
import { ownerSchema } from '@/lib/mailboxes/owner-schema'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { timeZones } from '@/lib/mailboxes/time-zone'
import { greetingTypes, mailboxTypes } from '@/lib/mailboxes/vocabulary'
import { readAll } from '@/lib/testing/import-file'
import { columnSamples, shownValue } from './read-row'
import { importExample, importTemplate } from './template'
import { importFieldLabels, importFields, importLimits, refusalSentences } from './vocabulary'

/** One row with the given cells below a header of these columns. */
async function readCells(cells: Record<string, string>) {
  const [row] = await readAll(
    `${csvLine(Object.keys(cells))}${Object.values(cells)
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(',')}\r\n`,
  )
  if (!row) throw new Error('no row was read')
  return row
}

const changeOf = async (cells: Record<string, string>) =>
  (await readCells({ 'Mailbox Number': '0041', ...cells })).change
const codesOf = async (cells: Record<string, string>) =>
  (await readCells({ 'Mailbox Number': '0041', ...cells })).refusals.map(({ code }) => code)

describe('a row', () => {
  it('becomes a change with the values of each column', async () => {
    const row = await readCells({
      'Mailbox Number': ' 0041 ',
      'Active Greeting Type': 'extended absence',
      'Output Phone Number': '+4930123',
      Locale: 'de_de',
      'Time Zone': 'europe/berlin',
      'Max Message Count': '050',
      'Max Duration': '120',
      'Voicemail Profile': 'Service desk',
      Type: 'Agent Group',
      Owner: ' Ada Example ',
      Action: 'Create',
    })
    expect(row).toEqual({
      row: 1,
      line: 2,
      refusals: [],
      change: {
        number: '0041',
        activeGreetingType: 'extended-absence',
        outputPhoneNumber: '+4930123',
        locale: 'de-DE',
        timeZone: 'Europe/Berlin',
        maxMessageCount: 50,
        maxDurationSeconds: 120,
        profile: 'Service desk',
        type: 'agent-group',
        owner: 'Ada Example',
        action: 'create',
      },
    })
  })

  it('leaves what is blank and resets what says so', async () => {
    expect(
      await changeOf({ Locale: '', 'Time Zone': '  ', 'Max Duration': '/d', 'Voicemail Profile': '/D', Action: '' }),
    ).toEqual({
      number: '0041',
      action: 'save',
      maxDurationSeconds: null,
      profile: null,
    })
  })

  it.each([
    [{ 'Mailbox Number': '', Owner: 'Ada' }, ['number-missing']],
    [{ 'Mailbox Number': '12-34' }, ['number-invalid']],
    [{ 'Mailbox Number': '1'.repeat(41) }, ['number-invalid']],
    [{ 'Mailbox Number': '1.23E+09' }, ['spreadsheet-number']],
    [{ 'Mailbox Number': '1,23E+09' }, ['spreadsheet-number']],
    [{ 'Mailbox Number': '49301234.0' }, ['spreadsheet-number']],
    [{ 'Mailbox Number': '1.234.567' }, ['spreadsheet-number']],
    [{ 'Mailbox Number': '１２３' }, ['foreign-digits']],
    [{ 'Mailbox Number': '٠٤١' }, ['foreign-digits']],
    [{ 'Mailbox Number': '=A1' }, ['formula']],
    [{ 'Mailbox Number': '#REF!' }, ['spreadsheet-error']],
    [{ 'Mailbox Number': '########' }, ['spreadsheet-error']],
    [{ 'Mailbox Number': '/d' }, ['not-resettable']],
    [{ 'Mailbox Number': '<b>1</b>' }, ['number-invalid']],
    [{ 'Mailbox Number': '1\u202E2' }, ['direction-override']],
    [{ 'Mailbox Number': '1\u00002' }, ['control-character']],
    [{ Owner: 'Ada\nBen' }, ['control-character']],
    [{ Owner: 'Ada\u202Enab' }, ['direction-override']],
    [{ Owner: 'A\uFFFDa' }, ['undecodable-text']],
    [{ Owner: 'x'.repeat(121) }, ['owner-invalid']],
    [{ Owner: 'x'.repeat(2001) }, ['cell-too-long']],
    [{ Owner: '/d' }, ['not-resettable']],
    [{ 'Output Phone Number': '4.93E+11' }, ['spreadsheet-number']],
    [{ 'Output Phone Number': '+49 30' }, ['phone-number-invalid']],
    [{ 'Output Phone Number': '=HYPERLINK("x")' }, ['formula']],
    [{ Locale: 'xx-YY' }, ['locale-unknown']],
    [{ Locale: '<script>' }, ['locale-unknown']],
    [{ 'Time Zone': 'Mars/Base' }, ['time-zone-unknown']],
    [{ 'Time Zone': '+02:00' }, ['time-zone-unknown']],
    [{ 'Active Greeting Type': 'loud' }, ['greeting-unknown']],
    [{ 'Max Message Count': '0' }, ['message-count-invalid']],
    [{ 'Max Message Count': '-5' }, ['message-count-invalid']],
    [{ 'Max Message Count': '30.0' }, ['spreadsheet-number']],
    [{ 'Max Duration': '3 s' }, ['duration-invalid']],
    [{ 'Max Duration': '0x10' }, ['duration-invalid']],
    [{ 'Max Duration': '99999999999' }, ['duration-invalid']],
    [{ 'Max Duration': '۳۰' }, ['foreign-digits']],
    [{ 'Voicemail Profile': 'x'.repeat(81) }, ['profile-name-invalid']],
    [{ Type: 'robot' }, ['type-unknown']],
    [{ Action: 'explode' }, ['action-unknown']],
    [{ Deleted: '2026-01-01T00:00:00.000Z' }, ['deleted-mailbox']],
    [{ Deleted: 'yes', Locale: 'xx' }, ['locale-unknown', 'deleted-mailbox']],
    [{ Action: 'constructor' }, ['action-unknown']],
    [{ Locale: 'xx', 'Time Zone': 'yy', Action: 'zz' }, ['locale-unknown', 'time-zone-unknown', 'action-unknown']],
  ])('%j is refused: %j', async (cells, codes) => {
    expect(await codesOf(cells)).toEqual(codes)
  })

  it.each(['', 'no', 'No', 'false', '0'])(
    'takes a mailbox of which it is said that it is deleted: %j',
    async (word) => {
      expect(await codesOf({ Deleted: word })).toEqual([])
    },
  )

  it('takes formulas and HTML in a name for text, and gives exports their marks back', async () => {
    expect(await changeOf({ Owner: '=1+1' })).toMatchObject({ owner: '=1+1' })
    expect(await changeOf({ Owner: "'=1+1" })).toMatchObject({ owner: '=1+1' })
    expect(await changeOf({ Owner: '<b>Ada</b>' })).toMatchObject({ owner: '<b>Ada</b>' })
    expect(await changeOf({ 'Output Phone Number': "'+4930" })).toMatchObject({ outputPhoneNumber: '+4930' })
    expect((await readCells({ 'Mailbox Number': "'0041" })).change).toMatchObject({ number: '0041' })
  })

  it('names row, line, column, value and code', async () => {
    const rows = await readAll('mailbox_number,Language\r\n1,en-US\r\n2,"xx\r\nyy"\r\n')
    expect(rows[1]).toEqual({
      row: 2,
      line: 3,
      change: null,
      number: '2',
      refusals: [{ code: 'control-character', field: 'locale', column: 'Language', value: 'xx␍␊yy' }],
    })
  })

  it.each([
    ['too few cells', '1,Ada', 'cell-count'],
    ['too many cells', '1,Ada,en-US,more', 'cell-count'],
    ['a quote that runs on', '1,"Ada,en-US\n2,"Ben",en-US', 'misplaced-quote'],
  ])('with %s is refused as a whole', async (_name, row, code) => {
    const rows = await readAll(`Mailbox Number,Owner,Locale\n0,Zed,en-US\n${row}\n9,Cy,en-US\n`)
    expect(rows[1]).toMatchObject({ row: 2, change: null, number: null, refusals: [{ code, column: null }] })
    expect(rows).toHaveLength(3)
    expect(rows[2]?.change).toMatchObject({ number: '9' })
  })

  it('may have empty cells beyond the header', async () => {
    expect((await readAll('Mailbox Number,Owner\n1,Ada,,\n'))[0]?.change).toMatchObject({ owner: 'Ada' })
  })

  it('is refused where bytes are no UTF-8, far down in a file that began as UTF-8, even in a column that nobody reads', async () => {
    const bytes = Buffer.from(`Mailbox Number,Owner,Notes\n${'1,Jörg,x\n'.repeat(99_998)}2,Ada,J?rg\n3,Cy,y\n`)
    bytes[bytes.lastIndexOf('?')] = 0xf6
    const rows = await readAll(bytes, { notes: null })
    expect(rows).toHaveLength(100_000)
    const refused = rows.filter(({ change }) => change === null)
    expect(refused).toEqual([
      {
        row: 99_999,
        line: 100_000,
        change: null,
        number: null,
        refusals: [{ code: 'undecodable-text', field: null, column: 'Notes', value: 'J\uFFFDrg' }],
      },
    ])
  })

  it('has a sentence for every code', () => {
    for (const sentence of Object.values(refusalSentences)) expect(sentence).toMatch(/^[A-Z].{20,}\.$/)
  })
})

describe('shownValue', () => {
  it('is short, visible, and whole characters', () => {
    expect(shownValue('a\0b\tc\u202Ed\u0085')).toBe('a␀b␉c⟨U+202E⟩d⟨U+0085⟩')
    expect(shownValue('x'.repeat(500))).toBe(`${'x'.repeat(importLimits.shownLength - 1)}…`)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const shown = shownValue(text)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(shown.length).toBeLessThanOrEqual(importLimits.shownLength)
      }),
    )
  })
})

describe('the first values of a column', () => {
  it('are different ones, a few, cut short and visible; none where all are empty', () => {
    const rows = [
      ['0712', ''],
      ['0712', ' '],
      ['\u202E0713', ''],
      [`0714${'9'.repeat(90)}`],
      ['0715', ''],
      ['0716', ''],
    ]
    const [first, second, third, ...more] = columnSamples(rows, 0)
    expect([first, second, more]).toEqual(['0712', '⟨U+202E⟩0713', []])
    expect(third).toMatch(/^07149{19}…$/)
    expect(columnSamples(rows, 1)).toEqual([])
  })
})

describe('what an export writes', () => {
  const owner = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.stringMatching(/^'{0,2}[=+\-@]\S{1,10}$/),
      fc.constantFrom('O"Neil; "x"', "'0041", 'a,b'),
    )
    .map((text) => text.trim())
    // As the form takes it.
    .filter((text) => ownerSchema.safeParse(text).success)
  const count = fc.option(fc.integer({ min: 1, max: 2_147_483_647 }))
  const mailbox: fc.Arbitrary<FileMailbox> = fc.record({
    number: fc.stringMatching(/^[0-9]{1,40}$/),
    type: fc.constantFrom(...mailboxTypes),
    owner,
    activeGreetingType: fc.option(fc.constantFrom(...greetingTypes)),
    outputPhoneNumber: fc.option(fc.stringMatching(/^(\+?[0-9*#]{1,40}|[A-Za-z][A-Za-z0-9_.@-]{0,63})$/)),
    locale: fc.option(fc.constantFrom(...locales)),
    timeZone: fc.option(fc.constantFrom(...timeZones)),
    maxMessageCount: count,
    maxDurationSeconds: count,
    ownProfileName: fc.option(fc.constantFrom('Service desk', 'SystemProfile', '=Boss', '-1', '+49', "'x")),
  })

  it('is read back as exactly that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mailbox, { minLength: 1, maxLength: 5 }), async (mailboxes) => {
        const text = csvLine(mailboxFileHeader) + mailboxes.map((one) => csvLine(mailboxFileCells(one))).join('')
        const changes = (await readAll(text)).map(({ change }) => change)
        expect(changes).toEqual(
          mailboxes.map(({ ownProfileName, ...rest }) => ({ ...rest, action: 'save', profile: ownProfileName })),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('agrees with the schema of the form', async () => {
    await fc.assert(
      fc.asyncProperty(mailbox, async (one) => {
        const [row] = await readAll(csvLine(mailboxFileHeader) + csvLine(mailboxFileCells(one)))
        const { ownProfileName: _name, ...values } = one
        expect(row?.change).toMatchObject(createMailboxSchema.omit({ profileId: true }).parse(values))
      }),
      { numRuns: 100 },
    )
  })
})

describe('the template and the example', () => {
  it('name every column', async () => {
    for (const field of importFields) expect(importTemplate()).toContain(importFieldLabels[field])
  })

  it('hold no row that is refused, and one number each', async () => {
    const rows = await readAll(importExample())
    expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
    const numbers = rows.map(({ change }) => change?.number)
    expect(new Set(numbers).size).toBe(rows.length)
    expect(new Set(rows.map(({ change }) => change?.action))).toEqual(new Set(['create', 'save', 'modify', 'delete']))
  })
})
