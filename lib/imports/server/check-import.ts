import 'server-only'
import { type BulkConnection, withBulkConnection } from '@/lib/db/bulk-connection'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { FileRefused } from '../file-refused'
import { type HeaderMatch, headerKey, matchHeader } from '../header-matcher'
import { openImportFile } from '../open-file'
import type { OpenedFile } from '../open-table'
import { columnSamples, rowReader, shownValue } from '../read-row'
import { type ImportFound, keptChoicesSchema } from '../schema'
import { rememberedColumns } from './remembered-mappings'
import { stageRows } from './stage-rows'
import { copyLine } from './staging-sql'
import { measureFile, partNames, type UploadedFile, uploadedFile } from './uploaded-file'

/** Between two notes of how far the reading is. */
const progressEveryMs = 1000

type Update = Prisma.MailboxImportUncheckedUpdateManyInput

/** Writes down what a check came to, unless somebody ended the import meanwhile. */
async function note(id: string, data: Update): Promise<void> {
  await transaction((tx) =>
    tx.mailboxImport.updateMany({
      where: { id, state: 'checking' },
      data: { reason: null, ...data, advancedAt: new Date() },
    }),
  )
}

function foundIn(file: OpenedFile, match: HeaderMatch): ImportFound {
  const columns = match.columns.map(({ index, header, field, match: how, candidates }) => ({
    header: shownValue(header),
    key: headerKey(header),
    field,
    match: how,
    candidates: [...candidates],
    ...(file.sample.length > 0 ? { samples: columnSamples(file.sample, index) } : {}),
  }))
  return { ...file.form, columns }
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

/** Of a file that was not read to its end, so that the same one is noticed when it comes again. */
const wholeSha256 = async (record: ImportRecord) =>
  record.sha256 ?? (await measureFile(record.id, partNames(record))).sha256

async function checkFile(connection: BulkConnection, record: ImportRecord, uploaded: UploadedFile): Promise<void> {
  const { id } = record
  const choices = keptChoicesSchema.parse(record.choices)
  const file = await openImportFile(uploaded.bytes, choices)
  const mapping = Object.fromEntries(
    Object.entries(choices.mapping ?? {}).map(([header, field]) => [headerKey(header), field]),
  )
  const match = matchHeader(file.header, mapping, await rememberedColumns(record.tenantId))
  const found = foundIn(file, match)
  if (match.open.length > 0) {
    await file.rows.return()
    return note(id, { state: 'mapping', found, problem: Prisma.DbNull, sha256: await wholeSha256(record) })
  }
  // Also of a file that breaks off further down, people are to see how it was read.
  await note(id, { found })
  if (!match.hasNumber) {
    const message = 'No column holds the mailbox number. Name one Mailbox Number, or say which it is.'
    throw new FileRefused('no-number-column', message, { line: 1 })
  }
  await connection.query('BEGIN')
  const judged = await stageRows(connection, record, linesOf(id, file, match, uploaded), match, choices)
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
 * mailbox. Returns false, having done nothing, when another worker is at it or has done it. A worker that dies leaves nothing half-done;
 * the next one begins anew. Throws what storage and database throw.
 */
export async function checkImport({ id }: Pick<ImportRecord, 'id'>): Promise<boolean> {
  return withBulkConnection(async (connection) => {
    const [lock] = await connection.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [`import ${id}`],
    )
    if (!lock?.held) return false
    // As it is under the lock: what was read before may be a check that another worker has ended since.
    const record = await readDatabase((client) => client.mailboxImport.findUnique({ where: { id } }))
    if (record?.state !== 'checking') return false
    const uploaded = uploadedFile(id, partNames(record))
    try {
      await checkFile(connection, record, uploaded)
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error
      const sha256 = await wholeSha256(record)
      const found = error.workbook ? { found: { ...error.workbook, columns: [] } satisfies ImportFound } : {}
      await note(id, { state: 'unreadable', problem: error.problem, ...found, sha256, finishedAt: new Date() })
    } finally {
      // A file that was not read to its end stays open otherwise.
      await uploaded.bytes.return()
    }
    return true
  })
}
