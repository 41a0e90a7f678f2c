import { z } from 'zod'
import { hasAtMost } from '@/lib/format/characters'
import { oneLineMessage, oneLinePattern } from '@/lib/format/one-line'
import { plainNameMessage, plainNamePattern } from '@/lib/format/plain-name'
import { storableText } from '@/lib/format/storable-text'
import { inheritedCell } from '@/lib/mailboxes/file-vocabulary'
import { tenantIdSchema } from '@/lib/tenants/schema'
import { describeUnknownToken, parseTemplate } from './template'
import { profileDefaults, profileLimits, retentionDays, systemProfileName } from './vocabulary'

/** A name that means "inherited" in a file of mailboxes could not be written into one. */
export const isNotInheritedCell = (name: string) => name.toLowerCase() !== inheritedCell
export const inheritedCellMessage = `must not be ${inheritedCell}, which means “inherited” in files of mailboxes`

/** In step with the constraints of table `voicemail_profiles`. */
export const profileNameSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .refine(hasAtMost(profileLimits.nameLength), `must have at most ${profileLimits.nameLength} characters`)
  .regex(plainNamePattern, plainNameMessage)
  .refine(isNotInheritedCell, inheritedCellMessage)
  .refine((name) => name.toLowerCase() !== systemProfileName.toLowerCase(), {
    message: `${systemProfileName} is the built-in profile`,
  })

const template = (maxLength: number) =>
  storableText()
    // The text stays as it is typed: blanks at an end can be meant, blanks alone cannot.
    .refine((text) => text.trim() !== '', 'must not be empty')
    .refine(hasAtMost(maxLength), `must have at most ${maxLength} characters`)
    .superRefine((text, context) => {
      for (const token of parseTemplate(text).unknown) {
        context.addIssue({ code: 'custom', message: describeUnknownToken(token) })
      }
    })

export const emailBodySchema = template(profileLimits.emailBodyLength)
/** The mailer's own rule: a subject that is saved can be sent. */
export const emailSubjectSchema = template(profileLimits.emailSubjectLength).regex(oneLinePattern, oneLineMessage)
export const emailFromAddressSchema = z
  .string()
  .trim()
  .pipe(z.email('must be an address such as voicemail@example.org').max(254))

const integerError = ({ code, input }: { code?: string; input?: unknown }) => {
  if (code === 'too_big') return 'must be at most 2147483647'
  if (code === 'too_small') return 'must be 1 or more'
  return typeof input === 'number' && !Number.isInteger(input) ? 'must be a whole number' : 'must be a number'
}

/** Whole, above zero, and no more than the database's integer holds. */
export const positiveIntegerSchema = z
  .int({ error: integerError, abort: true })
  .min(1, 'must be 1 or more')
  .max(2_147_483_647, 'must be at most 2147483647')

export const retentionDaysSchema = z.literal(retentionDays, {
  error: `must be one of ${retentionDays.join(', ')} days`,
})

/**
 * A whole number above zero as it is typed, in forms and files: `30`, `030` and `+30`. Number() also reads blanks, `1e3`, `0x1` and `30.0`,
 * which is a number with a fraction.
 */
export const typedIntegerSchema = z
  .string()
  .trim()
  .regex(/^\+?[0-9]+$/, 'must be a whole number above 0, in the digits 0 to 9')
  // Any number of digits is too large in the same way.
  .transform((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER))
  .pipe(positiveIntegerSchema)

const typedAddress = z
  .string()
  .transform((text) => (text.trim() === '' ? null : text))
  .pipe(emailFromAddressSchema.nullable())

const optionsShape = {
  emailBody: emailBodySchema,
  emailSubject: emailSubjectSchema,
  emailFromAddress: emailFromAddressSchema.nullable(),
  emailNotification: z.boolean(),
  maxDurationSeconds: positiveIntegerSchema,
  maxMessageCount: positiveIntegerSchema,
  retentionDays: retentionDaysSchema,
  voicemailForwarding: z.boolean(),
}

const needsSender = {
  message: 'is needed while Email Notification is on',
  path: ['emailFromAddress'],
}
const hasSender = (options: { emailNotification?: boolean; emailFromAddress?: string | null }) =>
  !options.emailNotification || options.emailFromAddress !== null

export const createProfileSchema = z
  .object({
    name: profileNameSchema,
    emailBody: optionsShape.emailBody.default(profileDefaults.emailBody),
    emailSubject: optionsShape.emailSubject.default(profileDefaults.emailSubject),
    emailFromAddress: optionsShape.emailFromAddress.default(profileDefaults.emailFromAddress),
    emailNotification: optionsShape.emailNotification.default(profileDefaults.emailNotification),
    maxDurationSeconds: optionsShape.maxDurationSeconds.default(profileDefaults.maxDurationSeconds),
    maxMessageCount: optionsShape.maxMessageCount.default(profileDefaults.maxMessageCount),
    retentionDays: optionsShape.retentionDays.default(profileDefaults.retentionDays),
    voicemailForwarding: optionsShape.voicemailForwarding.default(profileDefaults.voicemailForwarding),
  })
  .refine(hasSender, needsSender)
export type CreateProfile = z.infer<typeof createProfileSchema>

const formShape = {
  emailBody: emailBodySchema,
  emailSubject: emailSubjectSchema,
  emailFromAddress: typedAddress,
  emailNotification: z.boolean(),
  maxDurationSeconds: typedIntegerSchema,
  maxMessageCount: typedIntegerSchema,
  retentionDays: z.string().transform(Number).pipe(retentionDaysSchema),
  voicemailForwarding: z.boolean(),
}

/** A profile as a form holds it: numbers are text while they are typed, and an empty sender is none. */
export const profileFormSchema = z.object({ name: profileNameSchema, ...formShape }).refine(hasSender, needsSender)
/** The same for the built-in profile, whose name stands. */
export const builtInProfileFormSchema = z.object({ name: z.string(), ...formShape }).refine(hasSender, needsSender)
export type ProfileFormValues = z.input<typeof profileFormSchema>

const versionSchema = z.number().int().positive().optional()

/** Only what is sent is changed. The version comes as If-Match or in the body. */
export const updateProfileSchema = z
  .object({ name: profileNameSchema, ...optionsShape })
  .partial()
  .extend({ version: versionSchema })
  .refine(({ version: _version, ...change }) => Object.values(change).some((value) => value !== undefined), {
    message: 'nothing to change',
  })
export type UpdateProfile = z.infer<typeof updateProfileSchema>

/** A profile as the database keeps it. `mailboxCount` counts the mailboxes that use it, deleted ones left out. */
export const voicemailProfileSchema = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  emailBody: z.string(),
  emailSubject: z.string(),
  emailFromAddress: z.string().nullable(),
  emailNotification: z.boolean(),
  maxDurationSeconds: z.number().int().positive(),
  maxMessageCount: z.number().int().positive(),
  retentionDays: z.number().int().positive(),
  voicemailForwarding: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
  mailboxCount: z.number().int().nonnegative(),
  /** While its mailboxes get another profile; after that it is deleted. `total` grows while they are sought. */
  replacement: z
    .object({ by: z.string(), done: z.number().int().nonnegative(), total: z.number().int().nonnegative() })
    .nullable(),
})
export type VoicemailProfile = z.infer<typeof voicemailProfileSchema>

/**
 * Whom a change of a profile reaches: the mailboxes that use it, and of these the ones without a value of their own where mailboxes may have
 * one. Deleted mailboxes are left out.
 */
export const profileReachSchema = z.object({
  mailboxes: z.number().int().nonnegative(),
  inheriting: z.object({
    maxMessageCount: z.number().int().nonnegative(),
    maxDurationSeconds: z.number().int().nonnegative(),
  }),
})
export type ProfileReach = z.infer<typeof profileReachSchema>

export const deletedProfileSchema = z.undefined()

/** Every profile of a tenant: the built-in one first, the others by name. */
export const profileListSchema = z.object({ items: z.array(voicemailProfileSchema) })
export type ProfileList = z.infer<typeof profileListSchema>

export const profileParamsSchema = z.object({ id: tenantIdSchema, profileId: z.uuid() })

/** `replacementId`: the profile that the mailboxes get instead. The version comes as If-Match or in the body. */
export const replaceProfileSchema = z.object({
  replacementId: z.uuid('must be the id of a profile'),
  version: versionSchema,
})

/** `copy`: id of the profile that a new one starts with. */
export const copiedProfileSchema = z.object({ copy: z.uuid().optional() })
