import { z } from 'zod'
import { serviceIdSchema, statusWordSchema } from '@/lib/catalogue/schema'
import { liveListSchema } from '@/lib/live/schema'
import { sourceNameSchema } from '@/lib/sources/schema'
import { changeKinds } from './vocabulary'

export const changeKindSchema = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof changeKindSchema>

/** One thing that happened: when, what, where, and who says so. */
export const changeSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** It happened after this and not after `at`: nobody looked in between. null where `at` is when it happened. */
  notBefore: z.iso.datetime().nullable(),
  /** null for what happened in the console itself. */
  region: z.string().nullable(),
  source: sourceNameSchema,
  kind: changeKindSchema,
  /** How much it matters: a status word for trouble and for its end, null for what is merely new. */
  tone: statusWordSchema.nullable(),
  title: z.string(),
  detail: z.string().nullable(),
  /** What it happened to, and the page that shows it. */
  subject: z.string(),
  link: z.string().nullable(),
  serviceId: serviceIdSchema.nullable(),
  /** How often it has happened since `at`. */
  count: z.number().int().positive(),
})
export type Change = z.infer<typeof changeSchema>

/** Counts over the listed changes. */
export const changeSummarySchema = z.object({ byKind: z.partialRecord(changeKindSchema, z.number().int().positive()) })
export type ChangeSummary = z.infer<typeof changeSummarySchema>

export const changeListSchema = liveListSchema(changeSchema, changeSummarySchema)
export type ChangeList = z.infer<typeof changeListSchema>
