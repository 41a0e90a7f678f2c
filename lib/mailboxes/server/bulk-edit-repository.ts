import 'server-only'
import { type BulkEdit as BulkEditRecord, Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import {
  type BulkChange,
  type BulkCounts,
  type BulkEdit,
  type BulkSelection,
  bulkCountsSchema,
  bulkEditSchema,
  type FrozenSelection,
  type StoredChange,
  type StoredSelection,
  storedChangeSchema,
  storedSelectionSchema,
} from '../bulk-schema'
import type { BulkOutcome } from '../bulk-vocabulary'
import { type Inheritance, inheritedValues, requireProfile } from './repository'
import { filterCondition } from './where'

/** A bulk edit as the worker reads it. */
export type BulkWork = Omit<BulkEditRecord, 'selection' | 'change' | 'counts'> & {
  selection: StoredSelection
  change: StoredChange
  counts: BulkCounts
}

/** What a turn writes into the row of its bulk edit. */
export type BulkProgress = Prisma.BulkEditUncheckedUpdateInput

export function addedCounts(counts: BulkCounts, more: readonly { outcome: BulkOutcome; count: number }[]): BulkCounts {
  const sum: BulkCounts = { ...counts }
  for (const { outcome, count } of more) if (count > 0) sum[outcome] = (sum[outcome] ?? 0) + count
  return sum
}

/** Checks what the table holds as JSON: it may be of another version. */
export function toBulkWork(record: BulkEditRecord): BulkWork {
  return {
    ...record,
    selection: storedSelectionSchema.parse(record.selection),
    change: storedChangeSchema.parse(record.change),
    counts: bulkCountsSchema.parse(record.counts),
  }
}

export function toBulkEdit(record: BulkEditRecord, undo: BulkEdit['undo']): BulkEdit {
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return bulkEditSchema.parse({
    ...record,
    cancelRequestedAt: iso(record.cancelRequestedAt),
    createdAt: iso(record.createdAt),
    startedAt: iso(record.startedAt),
    advancedAt: iso(record.advancedAt),
    finishedAt: iso(record.finishedAt),
    observedAt: new Date().toISOString(),
    undo,
  })
}

type UndoRow = { of: string; id: string; finishedAt: Date | null; counts: unknown; total: number }

/** By id of the earlier one, the bulk edit that takes it back and was not itself stopped. */
export async function readUndos(
  client: Pick<Transaction, '$queryRaw'>,
  tenantId: string,
): Promise<ReadonlyMap<string, NonNullable<BulkEdit['undo']>>> {
  const rows = await client.$queryRaw<UndoRow[]>`
    SELECT change ->> 'of' AS of, id, finished_at AS "finishedAt", counts, total FROM bulk_edits
    WHERE tenant_id = ${tenantId} AND change ->> 'kind' = 'undo' AND state NOT IN ('cancelled', 'failed')`
  return new Map(
    rows.map(({ of, id, finishedAt, counts, total }) => {
      const { changed = 0, alike = 0 } = bulkCountsSchema.parse(counts)
      return [of, { id, finishedAt: finishedAt?.toISOString() ?? null, changed: changed + alike, total }]
    }),
  )
}

export function noBulkEdit(): AppError {
  return new AppError('not-found', 'There is no such bulk edit in this tenant.')
}

/** Reads a bulk edit and holds its row. Throws `not-found`. */
export async function lockBulkEdit(tx: Transaction, tenantId: string, id: string): Promise<BulkEditRecord> {
  await tx.$queryRaw`SELECT id FROM bulk_edits WHERE id = ${id}::uuid FOR UPDATE`
  const record = await tx.bulkEdit.findUnique({ where: { id } })
  if (record?.tenantId !== tenantId) throw noBulkEdit()
  return record
}

export function isFrozen(selection: StoredSelection): selection is FrozenSelection {
  return selection.kind === 'chosen' || (selection.kind === 'matching' && selection.inherited !== undefined)
}

/** The selection with what is inherited now, as it is kept: the worker finds the mailboxes later, by what the preview went by. */
export function frozenSelection(selection: BulkSelection, inheritance: Inheritance): FrozenSelection {
  return selection.kind === 'matching' ? { ...selection, inherited: inheritedValues(inheritance) } : selection
}

/** The mailboxes of a selection as a condition on `mailboxes`; null when there can be none. */
export function selectionCondition(tenantId: string, selection: FrozenSelection): Prisma.Sql | null {
  if (selection.kind === 'chosen') return Prisma.sql`(tenant_id = ${tenantId} AND id = ANY(${selection.ids}::uuid[]))`
  const matching = filterCondition(tenantId, selection.filter, selection.inherited)
  if (!matching || selection.except.length === 0) return matching
  return Prisma.sql`(${matching} AND id <> ALL(${selection.except}::uuid[]))`
}

/** Throws `invalid-input` for a profile that the tenant does not have (any more). */
export function requireKnownProfile(change: BulkChange, inheritance: Pick<Inheritance, 'profiles'>): void {
  if (change.kind === 'edit') requireProfile(change.values.profileId, inheritance)
}
