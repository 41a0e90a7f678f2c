import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { csvLine } from '@/lib/mailboxes/file-model'
import { openImportFile } from '../open-file'
import type { ImportRow, ImportRowsQuery } from '../schema'
import { importFieldLabels, type RefusalCode, refusalHeaders, refusalSentences } from '../vocabulary'
import { getImport } from './get-import'
import { type StoredRow, storedRows, toImportRow } from './list-import-rows'
import { uploadedFile } from './uploaded-file'

/** Rows read at a time: what one part of the answer holds in memory. */
const rowsPerPart = 2000

async function* rowsOf(importId: string, which: Partial<ImportRowsQuery>): AsyncGenerator<ImportRow[], void> {
  let cursor = 0
  for (;;) {
    const query = { ...which, cursor, limit: rowsPerPart }
    const stored = await readDatabase((client) => client.$queryRaw<StoredRow[]>(storedRows(importId, query)))
    const rows = stored.slice(0, rowsPerPart).map(toImportRow)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (stored.length <= rowsPerPart) return
    cursor = last.row
  }
}

const changesText = (row: ImportRow) =>
  row.changes
    .map(({ field, before, after }) => `${importFieldLabels[field]}: ${before ?? '/d'} → ${after ?? '/d'}`)
    .join('; ')

function codesOf({ refusals, result }: ImportRow): string[] {
  return refusals.length > 0 ? refusals.map(({ code }) => code) : result && result !== 'applied' ? [result] : []
}

/** Every row of an import with what became of it, as CSV, part by part. Throws `not-found`, `unavailable`. */
export async function* writeFullResult(tenantId: string, importId: string): AsyncGenerator<string, void> {
  await getImport(tenantId, importId)
  yield csvLine(['Row', 'Line', 'Mailbox Number', 'Outcome', 'Result', 'Taken back', 'Changes', 'Codes', 'Reasons'])
  for await (const rows of rowsOf(importId, {})) {
    yield rows
      .map((row) => {
        const codes = codesOf(row)
        const reasons = codes.map((code) => refusalSentences[code as RefusalCode] ?? code)
        const { row: at, line, number, outcome, result, reversal } = row
        return csvLine([
          at,
          line,
          number,
          outcome,
          result,
          reversal,
          changesText(row),
          codes.join(' '),
          reasons.join(' '),
        ])
      })
      .join('')
  }
}

/** Those that the check refused and those that could not be applied after all, in the order of the file. */
async function* refusedRows(importId: string): AsyncGenerator<ImportRow, void> {
  for await (const rows of rowsOf(importId, { outcome: 'refused' })) yield* rows
}

/**
 * The refused rows as they stood in the file, each with its codes and sentences in columns that an import passes over: to be mended and
 * sent again. Reads the file once more, as a stream. Throws `not-found`, `unavailable`, and what the storage throws.
 */
export async function* writeRefusedRows(tenantId: string, importId: string): AsyncGenerator<string, void> {
  const { parts, found, choices } = await getImport(tenantId, importId)
  const file = await openImportFile(uploadedFile(importId, parts).bytes, { ...choices, ...found })
  yield csvLine([...file.header, ...refusalHeaders])
  const refused = refusedRows(importId)
  let next = await refused.next()
  for await (const group of file.rows) {
    let text = ''
    for (const { row, cells } of group) {
      if (next.done) break
      if (next.value.row !== row) continue
      const codes = codesOf(next.value)
      const reasons = codes.map((code) => refusalSentences[code as RefusalCode] ?? code)
      const padded = file.header.map((_, index) => cells[index] ?? '')
      text += csvLine([...padded, row, codes.join(' '), reasons.join(' ')])
      next = await refused.next()
    }
    if (text !== '') yield text
    if (next.done) break
  }
  await file.rows.return()
}
