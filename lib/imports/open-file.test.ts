import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from '@/lib/format/csv-cell'
import { allRows, bytesInParts, openText, problemOf } from '@/lib/testing/import-file'
import { openImportFile } from './open-file'
import { importLimits, refusalHeaders } from './vocabulary'

const header = 'Mailbox Number,Owner,Locale'
const cellsOf = async (content: string | Uint8Array) =>
  (await allRows(await openText(content))).map(({ cells }) => cells)

describe('openImportFile', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('reads lines that end in %s', async (_name, end) => {
    const rows = await allRows(await openText([header, '0041,Ada,en-US', '', '+49,"Two\nlines",', ''].join(end)))
    expect(rows).toEqual([
      { row: 1, line: 2, cells: ['0041', 'Ada', 'en-US'] },
      { row: 2, line: 4, cells: ['+49', 'Two\nlines', ''] },
    ])
  })

  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
  ])('finds out the delimiter %j', async (delimiter) => {
    const text = ['Mailbox Number', 'Owner', 'Time Zone'].join(delimiter)
    const file = await openText(`${text}\n1${delimiter}"a;b,c\td"${delimiter}UTC\n`)
    expect((file.form as { delimiter: string }).delimiter).toBe(delimiter)
    expect((await allRows(file))[0]?.cells).toEqual(['1', 'a;b,c\td', 'UTC'])
  })

  it('takes the one whose names are understood, though another is more frequent', async () => {
    const file = await openText('Mailbox Number;Owner\n1;a,b,c,d\n2;e,f,g,h\n')
    expect((file.form as { delimiter: string }).delimiter).toBe(';')
  })

  it('follows the note that Excel puts above the header', async () => {
    const file = await openText('\uFEFFsep=;\r\nMailbox Number;Owner\r\n1;Ada\r\n')
    expect([(file.form as { delimiter: string }).delimiter, file.header]).toEqual([';', ['Mailbox Number', 'Owner']])
    expect(await allRows(file)).toEqual([{ row: 1, line: 3, cells: ['1', 'Ada'] }])
  })

  it.each(['utf16le', 'latin1', 'utf8'] as const)('reads %s', async (encoding) => {
    expect(await cellsOf(Buffer.from(`${header}\r\n1,Jörg,de-DE\r\n`, encoding))).toEqual([['1', 'Jörg', 'de-DE']])
  })

  it('keeps quotes inside of text, and blanks around quotes out', async () => {
    const text = `${header}\n1, "Smith, John" ,\n2,say "hi",\n3,"say ""hi""",\n4,"a"b,\n5,"Ada"\t, "de-DE"  `
    expect(await cellsOf(text)).toEqual([
      ['1', 'Smith, John', ''],
      ['2', 'say "hi"', ''],
      ['3', 'say "hi"', ''],
      ['4', '"a"b', ''],
      ['5', 'Ada', 'de-DE'],
    ])
  })

  it('counts lines through quoted line breaks and blank lines', async () => {
    const rows = await allRows(await openText(`${header}\r\n1,"a\r\nb\r\n",\r\n,,\r\n\r\n2,c,\r\n`))
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 2],
      [2, 7],
    ])
  })

  it('gives rows in bounded groups, however large the parts are that come in', async () => {
    const text = `${header}\n${'0041,Ada Example,en-US\n'.repeat(20_000)}`
    const file = await openText(text, {}, text.length)
    let rows = 0
    for await (const group of file.rows) {
      expect(group.length).toBeLessThan(4000)
      rows += group.length
    }
    expect(rows).toBe(20_000)
  })
})

describe('a file that is no table of mailboxes', () => {
  it('takes as many columns as an import may have, and the reasons of a file of refused rows besides', async () => {
    const columns = ['Mailbox Number', ...Array.from({ length: importLimits.columns - 1 }, (_, index) => `c${index}`)]
    const file = await openText(`${[...refusalHeaders, ...columns].join(',')}\n1\n`)
    expect(file.header).toHaveLength(importLimits.columns + 3)
    await file.rows.return()
    expect(await problemOf(openText(`x,${columns.join(',')}\n1\n`))).toMatchObject({ code: 'too-many-columns' })
  })

  it.each([
    ['empty', '', 'empty-file', undefined],
    ['nothing but blank lines', '\r\n\r\n , \n', 'empty-file', undefined],
    ['a header only', header, 'no-rows', undefined],
    ['no header', '1001,Ada,en-US\n1002,Ben,en-US\n', 'no-header', 1],
    ['another delimiter', 'Mailbox Number|Owner\n1|Ada\n', 'wrong-delimiter', 1],
    ['500 columns', `${Array.from({ length: 500 }, (_, index) => `c${index}`).join(',')}\n1\n`, 'too-many-columns', 1],
    [
      'a header that no encoding explains',
      Buffer.concat([Buffer.from('\uFEFFMailbox'), Buffer.from([0xff]), Buffer.from(',Owner\n1,a')]),
      'undecodable-header',
      1,
    ],
  ])('%s', async (_name, content, code, line) => {
    const problem = await problemOf(openText(content).then(allRows))
    expect(problem).toMatchObject({ code, ...(line ? { line } : {}) })
    expect(problem.message).toMatch(/^[A-Z].*\.$/)
  })

  it('says where a quote was opened that nobody closed, and gives the rows before it', async () => {
    const rows = '1,Ada,\n'.repeat(3)
    const file = await openText(`${header}\n${rows}4,"Ben,\n${'5,Cy,\n'.repeat(100)}`)
    const seen: number[] = []
    const problem = await problemOf(
      (async () => {
        for await (const group of file.rows) seen.push(...group.map(({ row }) => row))
      })(),
    )
    expect(problem).toMatchObject({ code: 'unclosed-quote', row: 4, line: 5 })
    expect(seen).toEqual([1, 2, 3])
  })

  it('says so too when the rest is longer than any row, and reads no further', async () => {
    const file = await openText(`${header}\n1,"Ada,\n${'2,Ben,\n'.repeat(50_000)}`)
    expect(await problemOf(allRows(file))).toMatchObject({ code: 'unclosed-quote', row: 1, line: 2 })
  })

  it('refuses one endless line after its first parts', async () => {
    let given = 0
    async function* endless() {
      yield Buffer.from(`${header}\n1,Ada,\n`)
      for (; given < 1600; given += 1) yield Buffer.alloc(1 << 16, 'x')
    }
    const problem = await problemOf(openImportFile(endless()).then(allRows))
    expect(problem).toMatchObject({ code: 'line-too-long', row: 2, line: 3 })
    expect(given).toBeLessThan(5)
  })

  it('refuses a header without end', async () => {
    expect(await problemOf(openText('x'.repeat(200_000)))).toMatchObject({ code: 'line-too-long', line: 1 })
  })

  it('refuses more bytes and more rows than it takes', async () => {
    const text = Buffer.from(`${header}\n${'1,Ada,\n'.repeat(100)}`)
    const open = (fileBytes: number, rows: number) =>
      openImportFile(bytesInParts(text, 50), {}, { fileBytes, rows }).then(allRows)
    expect(await problemOf(open(100, 1000))).toMatchObject({ code: 'too-large' })
    expect(await problemOf(open(1e6, 99))).toMatchObject({ code: 'too-many-rows', row: 100, line: 101 })
    expect(await open(1e6, 100)).toHaveLength(100)
  })

  it('passes on what the source throws', async () => {
    async function* broken() {
      yield Buffer.from(`${header}\n1,Ada,\n`.repeat(5000))
      throw new Error('the storage went away')
    }
    const file = await openImportFile(broken())
    await expect(allRows(file)).rejects.toThrow('the storage went away')
  })
})

describe('any file', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 })
  const table = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 12 })

  it('comes back as it was written, in any encoding, with any delimiter, however it is cut', async () => {
    const encodings = [
      (content: string) => Buffer.from(content),
      (content: string) => Buffer.from(`\uFEFF${content}`),
      (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le'),
    ]
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom(...encodings),
        fc.integer({ min: 1, max: 40 }),
        async (rows, delimiter, encode, size) => {
          const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
          const lines = [['Mailbox Number', 'Owner', 'Locale'], ...rows].map((row) => row.map(quoted).join(delimiter))
          const file = await openText(encode(`${lines.join('\r\n')}\r\n`), {}, size)
          const expected = rows.filter((row) => row.some((cell) => cell.trim() !== ''))
          const read = await allRows(file).catch((error: unknown) =>
            expected.length === 0 ? [] : Promise.reject(error),
          )
          expect(read.map(({ cells }) => cells)).toEqual(expected)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is read or refused with a place and a sentence, and nothing else, whatever is in it', async () => {
    const piece = fc.oneof(
      fc.constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\r\n', header, '\0', '\uFEFF', '=1', '/d', 'é'),
      text.map(csvCell),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    const pieces = fc.array(piece, { maxLength: 30 }).map((parts) => Buffer.from(parts.join('')))
    const bytes = fc.uint8Array({ maxLength: 80 }).map((raw) => Buffer.from(raw))
    const content = fc
      .tuple(fc.constantFrom('', `${header}\n`), fc.oneof(pieces, bytes))
      .map(([head, rest]) => Buffer.concat([Buffer.from(head), rest]))
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 50 }), async (raw, size) => {
        const outcome = await openText(raw, {}, size)
          .then(allRows)
          .catch(async (error: unknown) => problemOf(Promise.reject(error)))
        if (!Array.isArray(outcome)) {
          expect(outcome.message.length).toBeGreaterThan(10)
          return
        }
        expect(outcome.map(({ row }) => row)).toEqual(outcome.map((_, index) => index + 1))
        const lines = outcome.map(({ line }) => line)
        expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(lines)
      }),
      { numRuns: 2000 },
    )
  })
})
