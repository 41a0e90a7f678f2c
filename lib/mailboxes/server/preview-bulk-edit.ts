import 'server-only'
import type { Actor } from '@/lib/auth/model'
import { requirePermission } from '@/lib/auth/require-permission'
import { type Mailbox as MailboxRecord, Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import type { BulkChange, BulkPreview, PreviewBulkEdit } from '../bulk-schema'
import { type BulkOutcome, bulkLimits, bulkRefusals } from '../bulk-vocabulary'
import { type MailboxSetting, mailboxSettings } from '../vocabulary'
import { frozenSelection, requireKnownProfile, selectionCondition } from './bulk-edit-repository'
import { judgement } from './bulk-effect'
import { selected } from './page-statements'
import { type Inheritance, readInheritance, toMailboxRow } from './repository'

type Judged = MailboxRecord & { outcome: BulkOutcome }

/** A value as people read it: a profile by its name. */
function shown(setting: MailboxSetting, value: string | number | null, { profiles }: Inheritance) {
  return setting === 'profileId' && typeof value === 'string' ? (profiles.get(value)?.name ?? value) : value
}

/** What a profile brings along counts as well: who changes the profile, changes what is inherited from it. */
function rowChanges(row: Judged, change: BulkChange, inheritance: Inheritance) {
  if (change.kind !== 'edit') return []
  const given = Object.fromEntries(Object.entries(change.values).filter(([, value]) => value !== undefined))
  const changed: Judged = { ...row, ...given }
  const before = toMailboxRow(row, inheritance).effective
  const after = toMailboxRow(changed, inheritance).effective
  return mailboxSettings.flatMap((setting) => {
    if (row[setting] === changed[setting] && before[setting].value === after[setting].value) return []
    const pair = (own: string | number | null, counts: string | number | null) => ({
      own: shown(setting, own, inheritance),
      counts: shown(setting, counts, inheritance),
    })
    return [
      {
        setting,
        before: pair(row[setting], before[setting].value),
        after: pair(changed[setting], after[setting].value),
      },
    ]
  })
}

function toPreview(
  previewedAt: Date,
  counts: ReadonlyMap<string, number>,
  rows: readonly Judged[],
  { change }: PreviewBulkEdit,
  inheritance: Inheritance,
): BulkPreview {
  const refused = bulkRefusals.flatMap((reason) => {
    const count = counts.get(reason) ?? 0
    return count > 0 ? [{ reason, count }] : []
  })
  return {
    previewedAt: previewedAt.toISOString(),
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
    changed: counts.get('changed') ?? 0,
    alike: counts.get('alike') ?? 0,
    refused,
    rows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      owner: row.owner,
      outcome: row.outcome,
      changes: rowChanges(row, change, inheritance),
    })),
  }
}

/**
 * What a bulk edit would do, without doing it: how many mailboxes it changes, how many are so already, how many it refuses and why, and
 * the first of them. Throws `forbidden`, `not-found` for the tenant, `invalid-input` for an unknown profile, `unavailable`.
 */
export async function previewBulkEdit(actor: Actor, tenantId: string, asked: PreviewBulkEdit): Promise<BulkPreview> {
  requirePermission(actor, 'voicemail:write')
  return readDatabase(async (client) => {
    const inheritance = await readInheritance(client, tenantId)
    requireKnownProfile(asked.change, inheritance)
    // Taken before the rows are read: what changes while they are counted is then left alone.
    const previewedAt = new Date()
    const condition = selectionCondition(tenantId, frozenSelection(asked.selection, inheritance))
    if (!condition) return toPreview(previewedAt, new Map(), [], asked, inheritance)
    const judged = Prisma.sql`SELECT m.*, ${judgement(asked.change)} AS outcome FROM mailboxes m WHERE ${condition}`
    const [counts, rows] = await Promise.all([
      client.$queryRaw<{ outcome: string; count: bigint }[]>`
        SELECT outcome, count(*) FROM (${judged}) AS judged GROUP BY outcome`,
      client.$queryRaw<Judged[]>`
        SELECT ${selected}, outcome FROM (${judged}) AS judged WHERE outcome <> 'alike'
        ORDER BY number COLLATE "C", id LIMIT ${bulkLimits.previewRows}`,
    ])
    const byOutcome = new Map(counts.map(({ outcome, count }) => [outcome, Number(count)]))
    return toPreview(previewedAt, byOutcome, rows, asked, inheritance)
  })
}
