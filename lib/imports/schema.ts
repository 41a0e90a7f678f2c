import { z } from 'zod'
import { hasAtMost } from '@/lib/format/characters'
import { storableText } from '@/lib/format/storable-text'
import { ownerSchema } from '@/lib/mailboxes/owner-schema'
import { tenantIdSchema } from '@/lib/tenants/schema'
import {
  fileDelimiters,
  fileEncodings,
  fileProblemCodes,
  importFields,
  importLimits,
  importModes,
  importStates,
  mappingKinds,
  rowOutcomes,
} from './vocabulary'

export const importIdSchema = z.uuid()
export const importParamsSchema = z.object({ id: tenantIdSchema, importId: importIdSchema })
export const importPartParamsSchema = importParamsSchema.extend({ part: z.coerce.number().int().min(1).max(10_000) })

/** `after`: the number of a part; those up to it are left out. */
export const importPartsQuerySchema = z.object({ after: z.coerce.number().int().min(0).default(0) })
export type ImportPartsQuery = z.infer<typeof importPartsQuerySchema>

export const importPartSchema = z.object({
  part: z.number().int(),
  /** The byte of the file that it begins with. */
  from: z.number().int(),
  sizeBytes: z.number().int(),
  /** In hexadecimal. */
  sha256: z.string(),
})
export type ImportPart = z.infer<typeof importPartSchema>
/** What has arrived of a file, in its order. */
export const importPartListSchema = z.object({ items: z.array(importPartSchema) })
export type ImportPartList = z.infer<typeof importPartListSchema>

const atMostEntries = (most: number) => (said: Record<string, unknown> | undefined) =>
  Object.keys(said ?? {}).length <= most

/** Of what is said: a header, or the name of a profile. */
const keySchema = storableText().max(200)

/** What a person said of a file where the detection is wrong or a header is not understood, as it is kept. */
export const keptChoicesSchema = z.object({
  encoding: z.enum(fileEncodings).optional(),
  delimiter: z.enum(fileDelimiters).optional(),
  /** Of a workbook. */
  sheet: storableText().min(1).max(255).optional(),
  /** Header (without regard to capitals) to field, or null to pass over the column. */
  mapping: z.record(keySchema, z.enum(importFields).nullable()).optional(),
  /** Name of a profile in the file to the id of one of the tenant's; null takes back what was said of the name. */
  profiles: z.record(keySchema, z.uuid().nullable()).optional(),
  /** Owner of new mailboxes whose rows name none; null: rows have to name one. */
  newOwner: ownerSchema.nullable().optional(),
})

/** The same as it is said, with an end. */
export const importChoicesSchema = keptChoicesSchema.extend({
  mapping: keptChoicesSchema.shape.mapping.refine(
    atMostEntries(importLimits.columns),
    `has more than ${importLimits.columns} entries`,
  ),
  profiles: keptChoicesSchema.shape.profiles.refine(
    atMostEntries(importLimits.rememberedMappings),
    `has more than ${importLimits.rememberedMappings} entries`,
  ),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

/** In step with the constraint of table `mailbox_imports`. */
const fileName = storableText()
  .trim()
  .min(1, 'must not be empty')
  .refine(hasAtMost(255), 'must have at most 255 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must not hold control characters')
  .regex(/^[^\u202A-\u202E\u2066-\u2069]*$/u, 'must not hold marks that reverse the direction of writing')

/** Beside a file that is the body itself. */
export const importFileQuerySchema = z.object({ fileName: fileName.optional(), newOwner: ownerSchema.optional() })
export const importFileNameSchema = fileName

export const createImportSchema = importChoicesSchema.extend({
  fileName,
  sizeBytes: z.number().int().min(0).max(importLimits.fileBytes, 'is larger than an import may be'),
})
export type CreateImport = z.infer<typeof createImportSchema>

export const confirmImportSchema = z.object({
  mode: z.enum(importModes),
  /** Must be true when more of the tenant's mailboxes would change than the guard allows. */
  beyondGuard: z.boolean().default(false),
  /** Of the check that was looked at: refused when it was checked again since. */
  checkedAt: z.iso.datetime().optional(),
})
export type ConfirmImport = z.input<typeof confirmImportSchema>

export const cancelImportSchema = z.object({ keep: z.boolean() })

export const undoImportSchema = z
  .object({
    /** Also what others changed since. */
    overwrite: z.boolean().default(false),
    /** Only these rows, which an undo kept back: taken back although somebody changed them, or once their number is free again. */
    rows: z.array(z.number().int().min(1).max(2_147_483_647)).min(1).max(importLimits.undoRows).optional(),
  })
  .refine(({ overwrite, rows }) => !(overwrite && rows), {
    path: ['rows'],
    message: 'are taken back whoever changed them; leave overwrite out, or leave rows out to take back all',
  })
export type UndoImport = z.input<typeof undoImportSchema>

export const importMappingSchema = z.object({
  kind: z.enum(mappingKinds),
  /** A header, or the name of a profile, as files have it; without regard to capitals. */
  key: z.string(),
  /** Of a column; null: passed over. */
  field: z.enum(importFields).nullable(),
  /** Of the name of a profile. */
  profileId: z.uuid().nullable(),
  profileName: z.string().nullable(),
  actorName: z.string(),
  saidAt: z.iso.datetime(),
})
/** All that is remembered, the newest word first. */
export const importMappingListSchema = z.object({ items: z.array(importMappingSchema) })
export type ImportMappingList = z.infer<typeof importMappingListSchema>

/** Which to forget: one by kind and key, or without both all of them. */
export const forgetMappingsSchema = z
  .object({ kind: z.enum(mappingKinds).optional(), key: storableText().min(1).max(200).optional() })
  .refine(({ kind, key }) => (kind === undefined) === (key === undefined), {
    path: ['key'],
    message: 'and kind name one together; leave out both to forget all',
  })
export type ForgetMappings = z.infer<typeof forgetMappingsSchema>
export const forgottenMappingsSchema = z.object({ forgotten: z.number().int() })

const counts = z.partialRecord(z.string(), z.number().int())

export const importColumnSchema = z.object({
  /** As it is shown: cut short, with control characters made visible. */
  header: z.string(),
  /** What a mapping calls it; not there in checks of an earlier version. */
  key: z.string().optional(),
  field: z.enum(importFields).nullable(),
  match: z.string(),
  candidates: z.array(z.enum(importFields)),
  /** Its first different values; not there in checks of an earlier version. */
  samples: z.array(z.string()).optional(),
})

export const importFoundSchema = z.object({
  /** Of a text. */
  encoding: z.enum(fileEncodings).optional(),
  delimiter: z.enum(fileDelimiters).optional(),
  /** Of a workbook: which sheet was read, and those that it may be. */
  sheet: z.string().optional(),
  sheets: z.array(z.string()).optional(),
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
  choices: keptChoicesSchema,
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
  /** What its last or next turn does. */
  direction: z.enum(['apply', 'revert']),
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

/** In a list, without what was said of the file and found in it. */
export const importListItemSchema = importSchema.omit({ choices: true, found: true })
export type ImportListItem = z.infer<typeof importListItemSchema>

/** Newest first. */
export const importPageSchema = z.object({
  items: z.array(importListItemSchema),
  /** Id of the last import of this page when there are more. */
  nextCursor: importIdSchema.nullable(),
})
export type ImportPage = z.infer<typeof importPageSchema>

export const importsQuerySchema = z.object({
  /** Id of the last import of the page before. */
  cursor: importIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(importLimits.maxListSize).default(importLimits.pageSize),
  /** Only imports in one of these states: repeated, or one after the other with commas. */
  state: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((words) => words.split(',').filter(Boolean)))
    .pipe(z.array(z.enum(importStates)))
    .optional(),
})
export type ImportsQuery = z.infer<typeof importsQuerySchema>

export const unknownProfilesSchema = z.object({
  /** Names of profiles that the tenant does not have, and how many rows are refused for nothing else; the most frequent ones. */
  items: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** Of all such names. */
  total: z.number().int(),
  /** Names in the file for which a person's word stands in: on this import, or remembered of an earlier one. */
  chosen: z.array(
    z.object({
      name: z.string(),
      profileId: z.uuid(),
      profileName: z.string(),
      from: z.enum(['import', 'memory']),
    }),
  ),
})
export type UnknownProfiles = z.infer<typeof unknownProfilesSchema>

export const importRowsQuerySchema = z.object({
  outcome: z.enum(rowOutcomes).optional(),
  /** `conflict`: could not be applied after all. `kept`: could not be taken back. */
  only: z.enum(['conflict', 'kept']).optional(),
  /** Row number of the last row of the page before. */
  cursor: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
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
