import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { unguardFormula } from '@/lib/format/formula-guard'
import { byteOrderMark, csvLine } from '@/lib/mailboxes/file-model'
import { storageFailure } from '@/lib/storage/failure'
import { FileRefused } from '../file-refused'
import { openImportFile } from '../open-file'
import type { OpenedFile } from '../open-table'
import type { ImportRow, ImportRowsQuery, MailboxImport } from '../schema'
import { importFieldLabels, type RefusalCode, refusalHeaders, refusalSentences } from '../vocabulary'
import { type StoredRow, storedRows, toImportRow } from './list-import-rows'
import { importWithRows } from './repository'
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

const sentencesOf = (codes: readonly string[]) =>
  codes.map((code) => refusalSentences[code as RefusalCode] ?? code).join(' ')

/** Every row of an import with what became of it, as CSV, part by part. Throws `not-found`, `conflict` before the check, `unavailable`. */
export async function* writeFullResult(tenantId: string, importId: string): AsyncGenerator<string, void> {
  await readDatabase((client) => importWithRows(client, tenantId, importId))
  yield byteOrderMark
  yield csvLine(['Row', 'Line', 'Mailbox Number', 'Outcome', 'Result', 'Taken back', 'Changes', 'Codes', 'Reasons'])
  for await (const rows of rowsOf(importId, {})) {
    yield rows
      .map((row) => {
        const codes = codesOf(row)
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
          sentencesOf(codes),
        ])
      })
      .join('')
  }
}

/** Those that the check refused and those that could not be applied after all, in the order of the file. */
async function* refusedRows(importId: string): AsyncGenerator<ImportRow, void> {
  for await (const rows of rowsOf(importId, { outcome: 'refused' })) yield* rows
}

/** Opens the file as the check read it. Throws `not-found` when the storage lost it or has another in its place. */
async function openAgain({ id, choices, found }: MailboxImport, files: readonly string[]): Promise<OpenedFile> {
  return openImportFile(uploadedFile(id, files).bytes, { ...choices, ...found }).catch((cause) => {
    if (!(cause instanceof FileRefused) && storageFailure(cause) !== 'missing') throw cause
    const message = 'The storage no longer has the file of this import, where the refused rows stand.'
    const action = 'The rows with their values and reasons are still here, and in the file of all results.'
    throw new AppError('not-found', message, { action, cause })
  })
}

/** In a file of refused rows that is refused again, the reasons of before make room for those of now. */
const reasonsIn = (header: readonly string[]) =>
  refusalHeaders.every((name, index) => header[index] === name) ? refusalHeaders.length : 0

/** A cell as the file has it; marked against spreadsheets where it was not, which an import takes back. */
const asItWas = (cells: readonly string[], from: number) => cells.slice(from).map(unguardFormula)

/**
 * The refused rows as they stood in the file, each behind its codes and sentences in columns that an import passes over: to be mended and
 * sent again. A row has as many cells as it had, so that one with too many or too few is refused again until somebody mends it. Reads the
 * file once more, as a stream. Throws `not-found`, `conflict` before the check, `unavailable`, and what the storage throws.
 */
export async function* writeRefusedRows(tenantId: string, importId: string): AsyncGenerator<string, void> {
  const { record, files } = await readDatabase((client) => importWithRows(client, tenantId, importId))
  const file = await openAgain(record, files)
  const own = reasonsIn(file.header)
  yield byteOrderMark
  yield csvLine([...refusalHeaders, ...asItWas(file.header, own)])
  const refused = refusedRows(importId)
  let next = await refused.next()
  for await (const group of file.rows) {
    let text = ''
    for (const { row, cells } of group) {
      if (next.done) break
      if (next.value.row !== row) continue
      const codes = codesOf(next.value)
      text += csvLine([row, codes.join(' '), sentencesOf(codes), ...asItWas(cells, own)])
      next = await refused.next()
    }
    if (text !== '') yield text
    if (next.done) break
  }
  await file.rows.return()
}
