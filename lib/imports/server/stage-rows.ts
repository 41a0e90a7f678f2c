import 'server-only'
import type { BulkConnection } from '@/lib/db/bulk-connection'
import type { MailboxImport as ImportRecord } from '@/lib/db/generated/client'
import type { HeaderMatch } from '../header-matcher'
import { shownValue } from '../read-row'
import type { ImportChoices } from '../schema'
import type { ImportField, RowOutcome } from '../vocabulary'
import { copyLines, createLines, createProfiles, createRepeated, insertRows } from './staging-sql'

function headersByField(match: HeaderMatch): Partial<Record<ImportField, string>> {
  return Object.fromEntries(match.columns.flatMap(({ field, header }) => (field ? [[field, shownValue(header)]] : [])))
}

type Judged = { counts: Partial<Record<RowOutcome, number>>; rows: number; mailboxes: number }

/** Reads the rows into the table and judges them, all in one transaction: a check that breaks off leaves nothing of it. */
export async function stageRows(
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
