import 'server-only'
import { type BulkConnection, withBulkConnection } from '@/lib/db/bulk-connection'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { FileRefused } from '../file-refused'
import { type HeaderMatch, headerKey, matchHeader } from '../header-matcher'
import { type OpenedFile, openImportFile } from '../open-file'
import { rowReader, shownValue } from '../read-row'
import { type ImportChoices, type ImportFound, importChoicesSchema } from '../schema'
import type { ImportField, RowOutcome } from '../vocabulary'
import { copyLine, copyLines, createLines, createProfiles, createRepeated, insertRows } from './staging-sql'
import { type UploadedFile, uploadedFile } from './uploaded-file'

/** Between two notes of how far the reading is. */
const progressEveryMs = 1000

type Update = Prisma.MailboxImportUncheckedUpdateManyInput

/** Writes down what a check came to, unless somebody ended the import meanwhile. */
async function note(id: string, data: Update): Promise<void> {
  await transaction((tx) =>
    tx.mailboxImport.updateMany({ where: { id, state: 'checking' }, data: { ...data, advancedAt: new Date() } }),
  )
}

function foundIn(file: OpenedFile, match: HeaderMatch): ImportFound {
  const columns = match.columns.map(({ header, field, match: how, candidates }) => ({
    header: shownValue(header),
    field,
    match: how,
    candidates: [...candidates],
  }))
  return { encoding: file.encoding, delimiter: file.delimiter, columns }
}

async function* linesOf(
  id: string,
  file: OpenedFile,
  match: HeaderMatch,
  uploaded: UploadedFile,
): AsyncGenerator<string, void> {
  const read = rowReader(file.header, match)
  let notedAt = Date.now()
  for await (const group of file.rows) {
    yield group.map((row) => copyLine(read(row))).join('')
    if (Date.now() - notedAt < progressEveryMs) continue
    notedAt = Date.now()
    await note(id, { checkedBytes: uploaded.readBytes() })
  }
}

function headersByField(match: HeaderMatch): Partial<Record<ImportField, string>> {
  return Object.fromEntries(match.columns.flatMap(({ field, header }) => (field ? [[field, shownValue(header)]] : [])))
}

type Judged = { counts: Partial<Record<RowOutcome, number>>; rows: number; mailboxes: number }

/** Reads the rows into the table and judges them, all in one transaction: a check that breaks off leaves nothing of it. */
async function stage(
  connection: BulkConnection,
  { id, tenantId }: ImportRecord,
  lines: AsyncIterable<string>,
  match: HeaderMatch,
  choices: ImportChoices,
): Promise<Judged> {
  await connection.query("SET LOCAL work_mem = '64MB'")
  await connection.query(createLines)
  await connection.copyIn(copyLines, lines)
  await connection.query(createRepeated)
  await connection.query(createProfiles, [tenantId, JSON.stringify(choices.profiles ?? {})])
  for (const table of ['import_lines', 'import_repeated', 'import_profiles']) await connection.query(`ANALYZE ${table}`)
  await connection.query('DELETE FROM mailbox_import_rows WHERE import_id = $1', [id])
  const headers = JSON.stringify(headersByField(match))
  await connection.query(insertRows, [tenantId, id, headers, choices.newOwner ?? null])
  // Without figures on the new rows the planner takes them for none, and joins a batch in the way that is right for one row.
  await connection.query('ANALYZE mailbox_import_rows')
  const outcomes = await connection.query<{ outcome: RowOutcome; count: number }>(
    'SELECT outcome, count(*)::int AS count FROM mailbox_import_rows WHERE import_id = $1 GROUP BY 1',
    [id],
  )
  const [live] = await connection.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM mailboxes WHERE tenant_id = $1 AND deleted_at IS NULL',
    [tenantId],
  )
  return {
    counts: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count])),
    rows: outcomes.reduce((sum, { count }) => sum + count, 0),
    mailboxes: live?.count ?? 0,
  }
}

async function checkFile(connection: BulkConnection, record: ImportRecord): Promise<void> {
  const { id } = record
  const choices = importChoicesSchema.parse(record.choices)
  const uploaded = uploadedFile(id, record.parts)
  const file = await openImportFile(uploaded.bytes, choices)
  const mapping = Object.fromEntries(
    Object.entries(choices.mapping ?? {}).map(([header, field]) => [headerKey(header), field]),
  )
  const match = matchHeader(file.header, mapping)
  const found = foundIn(file, match)
  if (match.open.length > 0) {
    await file.rows.return()
    return note(id, { state: 'mapping', found, problem: Prisma.DbNull })
  }
  if (!match.hasNumber) {
    const message = 'No column holds the mailbox number. Name one Mailbox Number, or say which it is.'
    await note(id, { found })
    throw new FileRefused('no-number-column', message, { line: 1 })
  }
  await connection.query('BEGIN')
  const judged = await stage(connection, record, linesOf(id, file, match, uploaded), match, choices)
  if (uploaded.readBytes() !== record.sizeBytes) {
    throw new AppError('internal', `The storage has ${uploaded.readBytes()} bytes of a file of ${record.sizeBytes}.`)
  }
  const updated = await connection.query(
    `UPDATE mailbox_imports SET state = 'checked', found = $2, problem = NULL, counts = $3, rows = $4, mailboxes = $5, sha256 = $6,
       checked_bytes = size_bytes, failures = 0, reason = NULL, checked_at = clock_timestamp(), advanced_at = clock_timestamp()
     WHERE id = $1 AND state = 'checking' RETURNING id`,
    [id, JSON.stringify(found), JSON.stringify(judged.counts), judged.rows, judged.mailboxes, uploaded.sha256()],
  )
  await connection.query(updated.length === 1 ? 'COMMIT' : 'ROLLBACK')
}

/**
 * Checks an import's file: reads every row, compares it with the tenant's mailboxes and writes down what would become of it. Changes no
 * mailbox. Does nothing when another worker is at it. A worker that dies leaves nothing half-done; the next one begins anew. Throws
 * what storage and database throw.
 */
export async function checkImport(record: ImportRecord): Promise<void> {
  await withBulkConnection(async (connection) => {
    const [lock] = await connection.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [`import ${record.id}`],
    )
    if (!lock?.held) return
    try {
      await checkFile(connection, record)
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error
      await note(record.id, { state: 'unreadable', problem: error.problem, finishedAt: new Date() })
    }
  })
}
