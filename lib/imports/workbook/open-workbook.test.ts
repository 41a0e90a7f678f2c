import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { FileRefused } from '../file-refused'
import { openImportFile } from '../open-file'
import type { OpenedFile } from '../open-table'
import { importLimits } from '../vocabulary'
import { columnOf } from './sheet-rows'
import { textRow, workbookXml, zipped } from './test-workbook'

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}
const open = (bytes: Uint8Array, sheet?: string) => openImportFile(inPieces(bytes), { sheet })

async function rowsOf(file: OpenedFile) {
  const rows = []
  for await (const group of file.rows) rows.push(...group)
  return rows
}
const cellsOf = async (bytes: Uint8Array, sheet?: string) =>
  (await rowsOf(await open(bytes, sheet))).map(({ cells }) => cells)

async function problemOf(bytes: Uint8Array, sheet?: string) {
  try {
    await cellsOf(bytes, sheet)
  } catch (error) {
    if (error instanceof FileRefused) return error.problem
    throw error
  }
  throw new Error('It was read.')
}

const header = ['Mailbox Number', 'Owner', 'Locale']

describe('a workbook of another program', () => {
  it('gives the rows of its first sheet, as it shows them', async () => {
    const rows = [
      header,
      ['00000043', 'Zoë <b>', 'de-DE'],
      ['+4161', '日本 & Söhne', null],
      [null, null, null],
      [7001, true, 'x'],
    ]
    const file = await open(
      await writeXlsx({
        sheets: [
          { name: 'Boxes', rows },
          { name: 'Other', rows: [['x']] },
        ],
      }),
    )
    expect(file.form).toEqual({ sheet: 'Boxes', sheets: ['Boxes', 'Other'] })
    expect(file.header).toEqual(header)
    expect(file.sample[0]).toEqual(['00000043', 'Zoë <b>', 'de-DE'])
    expect(await rowsOf(file)).toEqual([
      { row: 1, line: 2, cells: ['00000043', 'Zoë <b>', 'de-DE'] },
      { row: 2, line: 3, cells: ['+4161', '日本 & Söhne', ''] },
      { row: 3, line: 5, cells: ['7001', 'TRUE', 'x'] },
    ])
  })

  it('gives back any texts that were written, whatever they are', async () => {
    // XML has no other characters; what a sheet begins with a blank line is none.
    const text = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((value) => value.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x/gu, ''))
    const row = fc.tuple(fc.stringMatching(/^[0-9]{1,12}$/), text, text)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [header, ...rows] }] })
        expect(await cellsOf(bytes)).toEqual(rows)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a workbook', () => {
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="00000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>`

  it('has zeros before its numbers, dates, texts of the table, values of formulas, errors and rows out of line', async () => {
    const texts = [
      '<t>Mailbox Number</t>',
      '<r><t>Ow</t></r><r><t>ner</t></r><rPh><t>oona</t></rPh>',
      '<t>Ada_x000A_L</t>',
    ]
    const xml = `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>
      <row r="5"><c r="A5" s="1"><v>43</v></c><c r="C5" t="s"><v>2</v></c></row>
      <row r="6"><c r="A6" s="1"/><c r="B6"/></row>
      <row><c><f>A5+1</f><v>44</v></c><c t="str"><f>"x"</f><v>x</v></c><c t="e"><v>#N/A</v></c></row>
      <row r="9"><c r="A9" s="2"><v>46356</v></c><c r="D9" t="inlineStr"><is><t>beyond</t></is></c></row>`
    const file = await open(await zipped(workbookXml([{ name: 'S', xml }], texts, styles)))
    expect(file.header).toEqual(['Mailbox Number', '', 'Owner'])
    expect(await rowsOf(file)).toEqual([
      { row: 1, line: 5, cells: ['00000043', '', 'Ada\nL'] },
      { row: 2, line: 7, cells: ['44', 'x', '#N/A'] },
      { row: 3, line: 9, cells: ['2026-11-30', '', '', 'beyond'] },
    ])
  })

  const two = [
    { name: 'Hidden', xml: textRow(1, ['x']), state: 'hidden' },
    { name: 'Cover', xml: textRow(1, ['4930123']) },
    { name: 'List', xml: textRow(1, header) + textRow(2, ['1', 'Ada', '']) },
  ]

  it('is read by the sheet that people see first, or the one that is asked for', async () => {
    const bytes = await zipped(workbookXml(two))
    expect(await cellsOf(bytes, 'List')).toEqual([['1', 'Ada', '']])
    expect(await problemOf(bytes)).toMatchObject({ code: 'no-header', line: 1 })
    const refused = await open(bytes).catch((error) => error)
    expect(refused.workbook).toEqual({ sheet: 'Cover', sheets: ['Cover', 'List'] })
    expect(await problemOf(bytes, 'Gone')).toMatchObject({ code: 'no-sheet' })
    const gone = await open(bytes, 'Gone').catch((error) => error)
    expect(gone.workbook).toEqual({ sheet: 'Gone', sheets: ['Cover', 'List'] })
    expect(await problemOf(await zipped(workbookXml([])))).toMatchObject({ code: 'empty-file' })
  })

  it('is refused when it is another archive, damaged, cut off, or there to harm', async () => {
    const parts = workbookXml([{ name: 'S', xml: textRow(1, header) + textRow(2, ['1', 'Ada', '']) }])
    const bytes = await zipped(parts)
    const codeOf = async (given: Record<string, string>) => (await problemOf(await zipped({ ...parts, ...given }))).code
    expect((await problemOf(await zipped({ 'word/document.xml': '<x/>' }))).code).toBe('not-a-csv')
    expect((await problemOf(bytes.subarray(0, bytes.length - 100))).code).toBe('damaged-workbook')
    expect(await codeOf({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' })).toBe('damaged-workbook')
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData/></worksheet>'
    expect(await codeOf({ 'xl/worksheets/sheet1.xml': entities })).toBe('damaged-workbook')
    const far = '<worksheet><sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData></worksheet>'
    expect(await codeOf({ 'xl/worksheets/sheet1.xml': far })).toBe('damaged-workbook')
    for (const row of ['abc', '1.5', '0', '9e12']) {
      const numbered = `<worksheet><sheetData><row r="${row}"><c t="s"><v>0</v></c></row></sheetData></worksheet>`
      expect(await codeOf({ 'xl/worksheets/sheet1.xml': numbered }), row).toBe('damaged-workbook')
    }
    expect(await codeOf({ 'xl/worksheets/sheet1.xml': '<worksheet/>' })).toBe('empty-file')
    const endless = `<worksheet><sheetData><row><c t="inlineStr"><is><t>${'a'.repeat(importLimits.rowBytes + 1)}</t></is></c></row></sheetData></worksheet>`
    expect(await codeOf({ 'xl/worksheets/sheet1.xml': endless })).toBe('line-too-long')
  })

  it('never gives rows of bytes that were changed on the way', async () => {
    const bytes = await zipped(workbookXml([{ name: 'S', xml: textRow(1, header) + textRow(2, ['1', 'Ada', '']) }]))
    const whole = await cellsOf(bytes)
    await fc.assert(
      // Without its first four bytes it is read as a text.
      fc.asyncProperty(
        fc.integer({ min: 4, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = Buffer.from(bytes)
          changed[at] = (changed[at] ?? 0) ^ change
          const rows = await cellsOf(changed).catch((error) => {
            if (error instanceof FileRefused) return 'refused'
            throw error
          })
          // A byte of a date or a flag may be another without a difference.
          if (rows !== 'refused') expect(rows).toEqual(whole)
        },
      ),
      { numRuns: 800 },
    )
  })

  it('is refused beyond the size that can be held', async () => {
    async function* large() {
      yield Buffer.from('PK\x03\x04')
      for (let at = 0; at <= importLimits.workbookBytes; at += 1024 * 1024) yield Buffer.alloc(1024 * 1024)
    }
    await expect(openImportFile(large())).rejects.toMatchObject({ problem: { code: 'too-large' } })
  })
})

describe('columnOf', () => {
  it.each([
    ['A1', 0],
    ['Z9', 25],
    ['AA10', 26],
    ['XFD1048576', 16383],
    ['', null],
    ['12', null],
  ])('%j is %j', (reference, column) => expect(columnOf(reference)).toBe(column))
})
