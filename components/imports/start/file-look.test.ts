import { describe, expect, it } from 'vitest'
import { importLimits } from '@/lib/imports/vocabulary'
import { lookAtFile } from './file-look'

const file = (content: string | Uint8Array<ArrayBuffer>, name = 'a.csv') => new File([content], name)
const utf16 = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Nummer;Größe\r\n1;2', 'utf16le')]))

describe('lookAtFile', () => {
  it('shows how a text begins, in whichever encoding', async () => {
    const first = async (content: string | Uint8Array<ArrayBuffer>) => (await lookAtFile(file(content), null)).lines[0]
    expect(await lookAtFile(file('a,b\r\n1,2\r\n'), null)).toEqual({
      refused: null,
      warning: null,
      lines: ['a,b', '1,2'],
      isWorkbook: false,
    })
    expect(await first(utf16)).toBe('Nummer;Größe')
    expect(await first(new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65]))).toBe('Größe')
    expect(await first(`${'x'.repeat(4095)}ö`)).toBe('x'.repeat(400))
    const asked = await lookAtFile(file(new Uint8Array([0xc3, 0xb6])), 'windows-1252')
    expect(asked.lines).toEqual(['Ã¶'])
  })

  it.each([
    ['an archive by its name', file('PK\x03\x04...', 'list.zip'), /By its name the file is a ZIP archive/],
    ['a PDF called CSV', file('%PDF-1.7'), /PDF document/],
    ['an old workbook by its name', file('a,b', 'list.XLS'), /By its name the file is an old Excel workbook/],
    ['nothing', file(''), /empty/],
  ])('warns of %s', async (_what, given, says) => {
    expect(await lookAtFile(given, null)).toMatchObject({
      refused: null,
      warning: expect.stringMatching(says),
      lines: [],
    })
  })

  it('takes a workbook for one, whatever its name', async () => {
    for (const name of ['list.xlsx', 'list.csv']) {
      const look = await lookAtFile(file('PK\x03\x04...', name), null)
      expect(look).toEqual({ refused: null, warning: null, lines: [], isWorkbook: true })
    }
    const large = Object.defineProperty(file('PK\x03\x04'), 'size', { value: importLimits.workbookBytes + 1 })
    expect((await lookAtFile(large, null)).refused).toMatch(/a workbook may have 48 MiB. Save the sheet as CSV/)
  })

  it('refuses what is too large before it travels, and what cannot be read', async () => {
    const large = Object.defineProperty(file('a'), 'size', { value: importLimits.fileBytes + 1 })
    expect((await lookAtFile(large, null)).refused).toContain('at most 512 MiB are taken')
    const folder = Object.assign(file('a'), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('no')) }) })
    expect((await lookAtFile(folder, null)).refused).toContain('cannot read this file')
  })
})
