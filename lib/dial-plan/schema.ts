import { z } from 'zod'
import { hasAtMost } from '@/lib/format/characters'
import { plainNameMessage, plainNamePattern } from '@/lib/format/plain-name'
import { storableText } from '@/lib/format/storable-text'

/** In step with the constraints of table `dial_plans`. An empty text is no value. */
const settingTextSchema = storableText()
  .trim()
  .refine(hasAtMost(255), 'must have at most 255 characters')
  .regex(plainNamePattern, plainNameMessage)
  .transform((text) => (text === '' ? null : text))

const settingSchema = settingTextSchema.nullable()

const settingsShape = {
  callingProfile: settingSchema,
  inboundCallingProfile: settingSchema,
  initialFmfmProfile: settingSchema,
  rejectCallNotReady: settingSchema,
  routelistList: settingSchema,
  switchName: settingSchema,
}

/** The free settings as a form holds them: text, where an empty one stands for none. */
export const dialPlanSettingsFormSchema = z.object({
  callingProfile: settingTextSchema,
  inboundCallingProfile: settingTextSchema,
  initialFmfmProfile: settingTextSchema,
  rejectCallNotReady: settingTextSchema,
  routelistList: settingTextSchema,
  switchName: settingTextSchema,
})

/** Only what is sent is changed. The version comes as If-Match or in the body. */
export const updateDialPlanSchema = z
  .object({ voicemailEnabled: z.boolean(), ...settingsShape })
  .partial()
  .extend({ version: z.number().int().positive().optional() })
  .refine(({ version: _version, ...change }) => Object.values(change).some((value) => value !== undefined), {
    message: 'nothing to change',
  })
export type DialPlanChange = Omit<z.infer<typeof updateDialPlanSchema>, 'version'>

/** The DialPlan profile of a tenant, with how many mailboxes its switch speaks for. */
export const dialPlanSchema = z.object({
  tenantId: z.string(),
  voicemailEnabled: z.boolean(),
  callingProfile: z.string().nullable(),
  inboundCallingProfile: z.string().nullable(),
  initialFmfmProfile: z.string().nullable(),
  rejectCallNotReady: z.string().nullable(),
  routelistList: z.string().nullable(),
  switchName: z.string().nullable(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
  mailboxCount: z.number().int().nonnegative(),
})
export type DialPlan = z.infer<typeof dialPlanSchema>

/** What the head of every voicemail page says of its tenant. */
export const voicemailTenantSchema = z.object({ id: z.string(), name: z.string(), voicemailEnabled: z.boolean() })
export type VoicemailTenant = z.infer<typeof voicemailTenantSchema>

/** Words that must all occur in id or name; none finds every tenant. */
export const voicemailTenantQuerySchema = z.object({
  q: storableText().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type VoicemailTenantQuery = z.infer<typeof voicemailTenantQuerySchema>

/** The first of those that match. `more`: there are others. */
export const voicemailTenantListSchema = z.object({ items: z.array(voicemailTenantSchema), more: z.boolean() })
export type VoicemailTenantList = z.infer<typeof voicemailTenantListSchema>
