import 'server-only'
import { z } from 'zod'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import { type GivenField, givenFields, keptSql } from '../given-fields'
import { rowChanges, type Values } from '../row-changes'
import { type ImportRow, type ImportRowPage, type ImportRowsQuery, importRowSchema, refusalSchema } from '../schema'
import { type RefusalCode, type ReversalCode, refusalSentences, reversalSentences } from '../vocabulary'
import { noImport, requireChecked, requireRowsKept } from './repository'

const storedValues = z.record(z.string(), z.union([z.string(), z.number()]).nullable())

export type StoredRow = {
  row: number
  line: number
  number: string | null
  outcome: string
  given: number
  refusals: unknown
  result: string | null
  reversal: string | null
  mailboxId: string | null
  after: unknown
  before: unknown
}

const names = (alias: string) =>
  Prisma.raw(
    givenFields
      .map(({ field, column }) =>
        field === 'profile'
          ? `'profile', ${alias === 'r' ? 'coalesce((SELECT name FROM voicemail_profiles WHERE id = r.profile_id), r.profile_name)' : `(SELECT name FROM voicemail_profiles WHERE id = ${alias}.profile_id)`}`
          : `'${field}', ${alias}.${column}`,
      )
      .join(', '),
  )

/** The mailbox as it was when the row was applied, with the profile by name. */
const kept = Prisma.raw(
  givenFields
    .map(({ field }) =>
      field === 'profile'
        ? `'profile', (SELECT name FROM voicemail_profiles WHERE id = ${keptSql(field, 'r.before')})`
        : `'${field}', ${keptSql(field, 'r.before')}`,
    )
    .join(', '),
)

/** As the partial indexes for them say it. What the check refused has its refusals; what was refused later has a result in their place. */
const only = {
  conflict: Prisma.sql`AND r.outcome = 'refused' AND r.refusals IS NULL`,
  kept: Prisma.sql`AND r.reversal <> 'reverted'`,
}

/** Rows of an import after the row `cursor`, in the order of the file, as the table has them. */
export function storedRows(importId: string, { outcome, only: which, cursor, limit }: ImportRowsQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT r.row, r.line, r.number, r.outcome, r.given, r.refusals, r.result, r.reversal, r.mailbox_id AS "mailboxId",
      jsonb_build_object(${names('r')}) AS after,
      CASE WHEN r.before IS NOT NULL THEN jsonb_build_object(${kept})
        WHEN m.id IS NOT NULL AND r.outcome <> 'create' THEN jsonb_build_object(${names('m')}) END AS before
    FROM (SELECT * FROM mailbox_import_rows r WHERE r.import_id = ${importId}::uuid AND r.row > ${cursor}
        ${outcome ? Prisma.sql`AND r.outcome = ${outcome}` : Prisma.empty} ${which ? only[which] : Prisma.empty}
        ORDER BY r.row LIMIT ${limit + 1}) AS r
      LEFT JOIN mailboxes m ON m.id = r.mailbox_id
    ORDER BY r.row`
}

function sentenceOf({ result, reversal }: StoredRow): string | null {
  if (reversal && reversal !== 'reverted') return reversalSentences[reversal as ReversalCode] ?? null
  return result && result !== 'applied' ? (refusalSentences[result as RefusalCode] ?? null) : null
}

/** A stored row as it is shown: refusals with their sentences, changes field by field. */
export function toImportRow(stored: StoredRow): ImportRow {
  const refusals = z.array(refusalSchema).parse(stored.refusals ?? [])
  const parsed = (value: unknown) =>
    value === null ? null : (storedValues.parse(value) as Partial<Record<GivenField, string | number | null>>)
  const changing = stored.outcome === 'create' || stored.outcome === 'change'
  const after: Values = parsed(stored.after) ?? {}
  return importRowSchema.parse({
    ...stored,
    refusals: refusals.map((refusal) => ({
      ...refusal,
      sentence: refusalSentences[refusal.code as RefusalCode] ?? refusal.code,
    })),
    changes: changing
      ? rowChanges(stored.given, after, stored.outcome === 'create' ? null : parsed(stored.before))
      : [],
    sentence: sentenceOf(stored),
  })
}

/** One page of an import's rows. Throws `not-found`, also when they were swept away, `conflict` before the check, `unavailable`. */
export async function listImportRows(
  tenantId: string,
  importId: string,
  query: ImportRowsQuery,
): Promise<ImportRowPage> {
  return readDatabase(async (client) => {
    const owner = await client.mailboxImport.findUnique({
      where: { id: importId },
      select: { tenantId: true, checkedAt: true },
    })
    if (owner?.tenantId !== tenantId) throw noImport()
    requireChecked(owner)
    const stored = await client.$queryRaw<StoredRow[]>(storedRows(importId, query))
    if (stored.length === 0) await requireRowsKept(client, importId)
    const items = stored.slice(0, query.limit).map(toImportRow)
    return { items, nextCursor: stored.length > query.limit ? (items.at(-1)?.row ?? null) : null }
  })
}
