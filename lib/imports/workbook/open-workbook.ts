import { FileRefused } from '../file-refused'
import { otherKind, otherKindSentence } from '../other-kind'
import type { CsvRow } from '../parse-csv'
import { importLimits } from '../vocabulary'
import { openArchive } from './archive'
import { numberFormats, sharedTexts, type WorkbookParts, workbookParts } from './parts'
import { sheetRows } from './sheet-rows'

/** A million rows with ten cells each, written out. */
const sheetBytes = 1536 * 1024 * 1024

export type OpenedWorkbook = {
  sheet: string
  /** Those that people see, in their order. */
  sheets: string[]
  groups: AsyncGenerator<CsvRow[], void>
}

async function wholeOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = []
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > importLimits.workbookBytes) {
      const message = `A workbook may have ${importLimits.workbookBytes / 1024 / 1024} MB. Save the sheet as CSV, which may be larger.`
      throw new FileRefused('too-large', message)
    }
    // The parts are views into larger pieces, which are not to be held for them.
    taken.push(Buffer.from(part))
  }
  return Buffer.concat(taken)
}

function chosenSheet({ sheets }: WorkbookParts, wanted: string | undefined) {
  const seen = sheets.filter(({ hidden }) => !hidden)
  if (wanted === undefined) return { sheet: seen[0] ?? sheets[0], seen }
  return { sheet: sheets.find(({ name }) => name === wanted), seen }
}

/**
 * Opens a workbook (Office Open XML) and gives the rows of one sheet, the first that people see unless `wanted` names another. The archive
 * is held whole, its sheet goes by as a stream. Throws FileRefused.
 */
export async function openWorkbook(parts: AsyncIterable<Buffer>, wanted?: string): Promise<OpenedWorkbook> {
  const bytes = await wholeOf(parts)
  const archive = await openArchive(bytes)
  const workbook = await workbookParts(archive)
  if (!workbook) throw new FileRefused('not-a-csv', otherKindSentence(otherKind(bytes) ?? 'no workbook'))
  const { sheet, seen } = chosenSheet(workbook, wanted)
  const sheets = seen.map(({ name }) => name)
  if (!sheet && wanted === undefined) throw new FileRefused('empty-file', 'The workbook has no sheet.')
  if (!sheet) {
    const refused = new FileRefused('no-sheet', `The workbook has no sheet named ${wanted}.`)
    throw Object.assign(refused, { workbook: { sheet: wanted, sheets } })
  }
  const texts = await sharedTexts(archive, workbook.texts)
  const formats = await numberFormats(archive, workbook.styles)
  const words = { texts, formats, is1904: workbook.is1904 }
  return {
    sheet: sheet.name,
    sheets,
    groups: sheetRows(archive.read(sheet.part, sheetBytes), words),
  }
}
