import { z } from 'zod'
import { tenantIdSchema } from '@/lib/tenants/schema'
import {
  fileDelimiters,
  fileEncodings,
  fileProblemCodes,
  importFields,
  importLimits,
  importModes,
  importStates,
  rowOutcomes,
} from './vocabulary'

export const importIdSchema = z.uuid()
export const importParamsSchema = z.object({ id: tenantIdSchema, importId: importIdSchema })
export const importPartParamsSchema = importParamsSchema.extend({ part: z.coerce.number().int().min(1).max(10_000) })

const text = (maxLength: number) => z.string().trim().min(1).max(maxLength)

/** What a person says of a file where the detection is wrong or a header is not understood. */
export const importChoicesSchema = z.object({
  encoding: z.enum(fileEncodings).optional(),
  delimiter: z.enum(fileDelimiters).optional(),
  /** Header (without regard to capitals) to field, or null to pass over the column. */
  mapping: z.record(z.string().max(200), z.enum(importFields).nullable()).optional(),
  /** Name of a profile in the file to the id of one of the tenant's. */
  profiles: z.record(z.string().max(200), z.uuid()).optional(),
  /** Owner of new mailboxes whose rows name none. */
  newOwner: text(120).optional(),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

export const createImportSchema = importChoicesSchema.extend({
  fileName: text(255).regex(/^[^\p{Cc}]*$/u, 'must not hold control characters'),
  sizeBytes: z.number().int().min(0).max(importLimits.fileBytes, 'is larger than an import may be'),
})
export type CreateImport = z.infer<typeof createImportSchema>

export const confirmImportSchema = z.object({
  mode: z.enum(importModes),
  /** Must be true when more of the tenant's mailboxes would change than the guard allows. */
  beyondGuard: z.boolean().default(false),
})
export type ConfirmImport = z.infer<typeof confirmImportSchema>

export const cancelImportSchema = z.object({ keep: z.boolean() })
export const undoImportSchema = z.object({ overwrite: z.boolean().default(false) })

const counts = z.partialRecord(z.string(), z.number().int())

export const importColumnSchema = z.object({
  header: z.string(),
  field: z.enum(importFields).nullable(),
  match: z.string(),
  candidates: z.array(z.enum(importFields)),
})

export const importFoundSchema = z.object({
  encoding: z.enum(fileEncodings),
  delimiter: z.enum(fileDelimiters),
  columns: z.array(importColumnSchema),
})
export type ImportFound = z.infer<typeof importFoundSchema>

export const importSchema = z.object({
  id: importIdSchema,
  tenantId: z.string(),
  actorName: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string().nullable(),
  /** Where an upload that broke off goes on: the next part, and the byte that it begins with. */
  parts: z.number().int(),
  receivedBytes: z.number().int(),
  state: z.enum(importStates),
  choices: importChoicesSchema,
  found: importFoundSchema.nullable(),
  problem: z
    .object({
      code: z.enum(fileProblemCodes),
      message: z.string(),
      row: z.number().int().optional(),
      line: z.number().int().optional(),
    })
    .nullable(),
  checkedBytes: z.number().int(),
  rows: z.number().int(),
  counts: z.partialRecord(z.enum(rowOutcomes), z.number().int()),
  /** Live mailboxes of the tenant when it was checked. */
  mailboxes: z.number().int(),
  mode: z.enum(importModes).nullable(),
  wish: z.enum(['pause', 'keep', 'revert']).nullable(),
  done: z.number().int(),
  /** Rows by what became of them when they were applied: `applied`, or the code of a refusal. */
  results: counts,
  /** Rows by what became of them when they were taken back: `reverted`, or why not. */
  reversals: counts,
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  checkedAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** An earlier import of the very same file. */
  sameFileAs: z.uuid().nullable(),
  /** Imports of the tenant that come before this one. */
  ahead: z.number().int(),
  observedAt: z.iso.datetime(),
})
export type MailboxImport = z.infer<typeof importSchema>

export const importRowsQuerySchema = z.object({
  outcome: z.enum(rowOutcomes).optional(),
  /** `conflict`: could not be applied after all. `kept`: could not be taken back. */
  only: z.enum(['conflict', 'kept']).optional(),
  /** Row number of the last row of the page before. */
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(importLimits.maxPageSize).default(importLimits.pageSize),
})
export type ImportRowsQuery = z.infer<typeof importRowsQuerySchema>

export const refusalSchema = z.object({
  code: z.string(),
  field: z.enum(importFields).nullable(),
  column: z.string().nullable(),
  value: z.string(),
})

const value = z.union([z.string(), z.number()]).nullable()

export const importRowSchema = z.object({
  row: z.number().int(),
  line: z.number().int(),
  number: z.string().nullable(),
  outcome: z.enum(rowOutcomes),
  refusals: z.array(refusalSchema.extend({ sentence: z.string() })),
  /** Field by field; null is inherited. A new mailbox was nothing before. */
  changes: z.array(z.object({ field: z.enum(importFields), before: value, after: value })),
  mailboxId: z.uuid().nullable(),
  result: z.string().nullable(),
  reversal: z.string().nullable(),
  sentence: z.string().nullable(),
})
export type ImportRow = z.infer<typeof importRowSchema>

export const importRowPageSchema = z.object({
  items: z.array(importRowSchema),
  nextCursor: z.number().int().nullable(),
})
export type ImportRowPage = z.infer<typeof importRowPageSchema>
