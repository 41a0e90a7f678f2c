import { z } from 'zod'
import { tenantIdSchema } from '@/lib/tenants/schema'
import { bulkLimits, bulkOutcomes, bulkRefusals, bulkStates } from './bulk-vocabulary'
import { inheritedValuesSchema, mailboxFilterSchema, mailboxOverridesSchema } from './schema'
import { mailboxSettings } from './vocabulary'

const namedSchema = z
  .array(z.uuid())
  .max(bulkLimits.namedMailboxes, `may name at most ${bulkLimits.namedMailboxes} mailboxes one by one`)

/** Which mailboxes: all that a filter matches but for some, or those that were ticked. */
const matchingSchema = z.object({
  kind: z.literal('matching'),
  filter: mailboxFilterSchema,
  except: namedSchema.default([]),
})
const chosenSchema = z.object({ kind: z.literal('chosen'), ids: namedSchema.min(1, 'must name at least one mailbox') })
export const bulkSelectionSchema = z.discriminatedUnion('kind', [matchingSchema, chosenSchema])
export type BulkSelection = z.infer<typeof bulkSelectionSchema>

/** A setting that is not named stays as it is; null resets it to inherited. */
const valuesSchema = mailboxOverridesSchema
  .partial()
  .refine((values) => Object.values(values).some((value) => value !== undefined), { message: 'nothing to change' })
export type BulkValues = z.infer<typeof valuesSchema>

export const bulkChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), values: valuesSchema }),
  z.object({ kind: z.literal('delete') }),
  z.object({ kind: z.literal('restore') }),
])
export type BulkChange = z.infer<typeof bulkChangeSchema>

const settingSchema = z.enum(mailboxSettings)

const replacementSchema = z.object({
  kind: z.literal('replace-profile'),
  profileId: z.uuid(),
  profileName: z.string(),
  /** null: the built-in profile, which a mailbox has that names none. */
  replacementId: z.uuid().nullable(),
  replacementName: z.string(),
})
/** Names as they were: the profile is deleted at the end. */
export type ProfileReplacement = z.infer<typeof replacementSchema>

/** What the table holds besides: the way back from an earlier bulk edit. `settings` are those that it had changed. */
export const storedChangeSchema = z.union([
  bulkChangeSchema,
  replacementSchema,
  z.object({
    kind: z.literal('undo'),
    of: z.uuid(),
    deed: z.enum(['edit', 'move', 'delete', 'restore']),
    settings: z.array(settingSchema),
  }),
])
export type StoredChange = z.infer<typeof storedChangeSchema>

/**
 * As the table holds it: with what was inherited when it was started, so that a later change of the system's values brings no mailbox in
 * that nobody saw. Those of an earlier version lack it.
 */
const storedMatchingSchema = matchingSchema.extend({ inherited: inheritedValuesSchema.optional() })
export const storedSelectionSchema = z.discriminatedUnion('kind', [
  storedMatchingSchema,
  chosenSchema,
  z.object({ kind: z.literal('changed-by'), bulkEditId: z.uuid() }),
  /** Mailboxes that name a profile, deleted ones among them: they could be restored to it. */
  z.object({ kind: z.literal('using-profile'), profileId: z.uuid() }),
])
export type StoredSelection = z.infer<typeof storedSelectionSchema>
/** A selection that finds the same mailboxes whatever becomes of the system's values. */
export type FrozenSelection = z.infer<typeof chosenSchema> | Required<z.infer<typeof storedMatchingSchema>>

export const previewBulkEditSchema = z.object({ selection: bulkSelectionSchema, change: bulkChangeSchema })
export type PreviewBulkEdit = z.infer<typeof previewBulkEditSchema>

export const startBulkEditSchema = previewBulkEditSchema.extend({
  /** As the preview gave them. Mailboxes that changed later are left alone, and counted against its total. */
  previewedAt: z.iso.datetime(),
  previewedTotal: z.number().int().min(0).max(100_000_000),
})
export type StartBulkEdit = z.infer<typeof startBulkEditSchema>

const fieldValueSchema = z.union([z.string(), z.number(), z.null()])
/** A setting before or after: the mailbox's own value, null when it has none, and what counts. Profiles by name. */
const shownValueSchema = z.object({ own: fieldValueSchema, counts: fieldValueSchema })

export const bulkPreviewSchema = z.object({
  previewedAt: z.iso.datetime(),
  total: z.number().int(),
  changed: z.number().int(),
  alike: z.number().int(),
  refused: z.array(z.object({ reason: z.enum(bulkRefusals), count: z.number().int() })),
  /** The first mailboxes that will change or be refused, with the settings whose own value changes or that will count differently. */
  rows: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      owner: z.string(),
      outcome: z.enum(bulkOutcomes),
      changes: z.array(z.object({ setting: settingSchema, before: shownValueSchema, after: shownValueSchema })),
    }),
  ),
})
export type BulkPreview = z.infer<typeof bulkPreviewSchema>

export const bulkCountsSchema = z.partialRecord(z.enum(bulkOutcomes), z.number().int())
export type BulkCounts = z.infer<typeof bulkCountsSchema>

export const bulkEditSchema = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  actorName: z.string(),
  selection: storedSelectionSchema,
  change: storedChangeSchema,
  state: z.enum(bulkStates),
  previewedTotal: z.number().int(),
  /** Mailboxes found; grows while `state` is `collecting`. */
  total: z.number().int(),
  done: z.number().int(),
  counts: bulkCountsSchema,
  reason: z.string().nullable(),
  cancelRequestedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  advancedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** When this was read, by the same clock: how long nothing moved is told by it and not by the browser's. */
  observedAt: z.iso.datetime(),
  /** A later bulk edit that takes this one back, how many mailboxes it gave back, and when it was finished. */
  undo: z
    .object({
      id: z.uuid(),
      finishedAt: z.iso.datetime().nullable(),
      changed: z.number().int(),
      total: z.number().int(),
    })
    .nullable(),
})
export type BulkEdit = z.infer<typeof bulkEditSchema>

/** Newest first. `cursor`: the last id of the page before. */
export const bulkEditsQuerySchema = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type BulkEditsQuery = z.infer<typeof bulkEditsQuerySchema>
export const bulkEditListSchema = z.object({ items: z.array(bulkEditSchema), nextCursor: z.uuid().nullable() })
export type BulkEditList = z.infer<typeof bulkEditListSchema>

/** Mailboxes that were left alone, each with why. `total` counts those that are known one by one. */
export const bulkExceptionsSchema = z.object({
  total: z.number().int(),
  items: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      owner: z.string().nullable(),
      outcome: z.enum(bulkOutcomes),
    }),
  ),
})
export type BulkExceptions = z.infer<typeof bulkExceptionsSchema>

export const bulkEditParamsSchema = z.object({ id: tenantIdSchema, bulkEditId: z.uuid() })

/** Room for as many ids as may be named. */
export const maxBulkBodyBytes = 64 * bulkLimits.namedMailboxes
