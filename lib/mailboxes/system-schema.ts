import { z } from 'zod'
import { localeSchema, outputPhoneNumberSchema, timeZoneSchema } from './schema'

/** Only what is sent is changed. The version comes as If-Match or in the body. */
export const updateVoicemailSystemSchema = z
  .object({ outputPhoneNumber: outputPhoneNumberSchema.nullable(), locale: localeSchema, timeZone: timeZoneSchema })
  .partial()
  .extend({ version: z.number().int().positive().optional() })
  .refine(({ version: _version, ...change }) => Object.values(change).some((value) => value !== undefined), {
    message: 'nothing to change',
  })
export type VoicemailSystemChange = Omit<z.infer<typeof updateVoicemailSystemSchema>, 'version'>

/** What the mailboxes of a tenant inherit from its system. `inheriting` counts, for each value, the mailboxes that have none of their own. */
export const voicemailSystemSchema = z.object({
  tenantId: z.string(),
  outputPhoneNumber: z.string().nullable(),
  locale: z.string(),
  timeZone: z.string(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
  inheriting: z.object({
    outputPhoneNumber: z.number().int().nonnegative(),
    locale: z.number().int().nonnegative(),
    timeZone: z.number().int().nonnegative(),
  }),
})
export type VoicemailSystem = z.infer<typeof voicemailSystemSchema>
