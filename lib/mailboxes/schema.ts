import { z } from 'zod'
import { storableText } from '@/lib/format/storable-text'
import { tenantIdSchema } from '@/lib/tenants/schema'
import { positiveIntegerSchema } from '@/lib/voicemail-profiles/schema'
import { canonicalLocale } from './locale'
import { ownerSchema } from './owner-schema'
import { canonicalTimeZone } from './time-zone'
import {
  greetingTypes,
  listedSettings,
  mailboxLimits,
  mailboxSortFields,
  mailboxTypes,
  settingOrigins,
} from './vocabulary'

/** Text that `canonical` knows, as it spells it. */
const known = (canonical: (text: string) => string | null, message: string) =>
  z.string().transform((text, context) => {
    const value = canonical(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** In step with the constraints of table `mailboxes`. ASCII digits only: others look alike and never match a dialled number. */
export const mailboxNumberSchema = z
  .string()
  .trim()
  .regex(/^[0-9]{1,40}$/, `must be 1 to ${mailboxLimits.numberDigits} digits (0 to 9), nothing else`)
export const mailboxTypeSchema = z.enum(mailboxTypes, { error: `must be one of ${mailboxTypes.join(', ')}` })
export const greetingTypeSchema = z.enum(greetingTypes, { error: `must be one of ${greetingTypes.join(', ')}` })
/** A number as it is dialled, or the name of a routing point. */
export const outputPhoneNumberSchema = z
  .string()
  .trim()
  .regex(
    /^(\+?[0-9*#]{1,40}|[A-Za-z][A-Za-z0-9_.@-]{0,63})$/,
    'must be a telephone number (digits, * and #, + in front) or the name of a routing point',
  )
export const localeSchema = known(canonicalLocale, 'must be a locale of CLDR, such as en-US or de-CH')
export const timeZoneSchema = known(canonicalTimeZone, 'must be an IANA time zone, such as America/Los_Angeles')

/** Overrides; null means inherited. */
const overridesShape = {
  maxMessageCount: positiveIntegerSchema.nullable(),
  activeGreetingType: greetingTypeSchema.nullable(),
  maxDurationSeconds: positiveIntegerSchema.nullable(),
  outputPhoneNumber: outputPhoneNumberSchema.nullable(),
  profileId: z.uuid('must be the id of a profile').nullable(),
  locale: localeSchema.nullable(),
  timeZone: timeZoneSchema.nullable(),
}
export const mailboxOverridesSchema = z.object(overridesShape)
export type MailboxOverrides = z.infer<typeof mailboxOverridesSchema>

export const createMailboxSchema = z.object({
  number: mailboxNumberSchema,
  type: mailboxTypeSchema,
  owner: ownerSchema,
  maxMessageCount: overridesShape.maxMessageCount.default(null),
  activeGreetingType: overridesShape.activeGreetingType.default(null),
  maxDurationSeconds: overridesShape.maxDurationSeconds.default(null),
  outputPhoneNumber: overridesShape.outputPhoneNumber.default(null),
  profileId: overridesShape.profileId.default(null),
  locale: overridesShape.locale.default(null),
  timeZone: overridesShape.timeZone.default(null),
})
export type CreateMailbox = z.infer<typeof createMailboxSchema>

export const mailboxChangeSchema = z
  .object({ number: mailboxNumberSchema, type: mailboxTypeSchema, owner: ownerSchema, ...overridesShape })
  .partial()
export type MailboxChange = z.infer<typeof mailboxChangeSchema>

/** Only what is sent is changed; null resets a setting to inherited. The version comes as If-Match or in the body. */
export const updateMailboxSchema = mailboxChangeSchema
  .extend({ version: z.number().int().positive().optional() })
  .refine(({ version: _version, ...change }) => Object.values(change).some((value) => value !== undefined), {
    message: 'nothing to change',
  })

/** A mailbox as the database keeps it: overrides only. Stored values are not checked again, so that a zone that is gone can be seen. */
export const mailboxSchema = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  number: z.string(),
  type: mailboxTypeSchema,
  owner: z.string(),
  maxMessageCount: z.number().int().positive().nullable(),
  activeGreetingType: greetingTypeSchema.nullable(),
  maxDurationSeconds: z.number().int().positive().nullable(),
  outputPhoneNumber: z.string().nullable(),
  profileId: z.uuid().nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
})
export type Mailbox = z.infer<typeof mailboxSchema>

const origin = z.enum(settingOrigins)
const effective = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, origin, /** What it would be without the mailbox's own value. */ inherited: value })

/** Every setting with the value that counts and where it comes from. */
export const effectiveSettingsSchema = z.object({
  maxMessageCount: effective(z.number()),
  activeGreetingType: effective(greetingTypeSchema),
  maxDurationSeconds: effective(z.number()),
  outputPhoneNumber: effective(z.string().nullable()),
  /** The profile's id and, in `profileName`, what it is called. */
  profileId: effective(z.uuid()),
  locale: effective(z.string()),
  timeZone: effective(z.string()),
})
export type EffectiveSettings = z.infer<typeof effectiveSettingsSchema>

export const mailboxRowSchema = mailboxSchema.extend({ profileName: z.string(), effective: effectiveSettingsSchema })
export type MailboxRow = z.infer<typeof mailboxRowSchema>

/** One mailbox with who changed it last. */
export const mailboxDetailSchema = mailboxRowSchema.extend({
  /** Null for a mailbox that no entry of the audit log speaks of, such as one that was loaded in bulk. */
  lastChange: z.object({ at: z.iso.datetime(), actorName: z.string(), byConsole: z.boolean() }).nullable(),
  /** Settings whose effective value the server does not know (any more): a time zone that was abolished. */
  unknownValues: z.array(z.enum(listedSettings)),
})
export type MailboxDetail = z.infer<typeof mailboxDetailSchema>

export const numberHoldersQuerySchema = z.object({ number: mailboxNumberSchema })

/** Who has a number: the mailbox that uses it, and deleted ones that had it and can be restored, the last deleted first. */
export const numberHoldersSchema = z.object({ live: mailboxSchema.nullable(), deleted: z.array(mailboxSchema) })
export type NumberHolders = z.infer<typeof numberHoldersSchema>

export const mailboxSearchQuerySchema = z.object({
  q: storableText().trim().min(1).max(200),
  tenant: tenantIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(8),
})

/** Mailboxes as the command palette lists them. */
export const mailboxFindingsSchema = z.object({
  items: z.array(z.object({ id: z.uuid(), name: z.string(), hint: z.string(), href: z.string() })),
})
export type MailboxFindings = z.infer<typeof mailboxFindingsSchema>

const list = <Option extends z.ZodType>(option: Option) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(option).max(50),
  )

/** Filters as they stand in the URL of the page and of the API. Empty means "all". */
export const mailboxFilterSchema = z.object({
  /** Words; each must begin the number or a word of the owner's name. */
  q: storableText().max(200).default(''),
  type: list(mailboxTypeSchema).default([]),
  /** Ids of profiles, by what counts: the built-in one also finds those that inherit it. */
  profile: list(z.uuid()).default([]),
  greeting: list(greetingTypeSchema).default([]),
  locale: list(storableText().max(40)).default([]),
  timeZone: list(storableText().max(64)).default([]),
  /** `some`: overrides at least one setting. `none`: inherits all. */
  overrides: z.enum(['any', 'some', 'none']).default('any'),
  /** Text in an address, a boolean in a body. */
  deleted: z.union([z.boolean(), z.stringbool()]).default(false),
})
export type MailboxFilter = z.infer<typeof mailboxFilterSchema>

/** What a mailbox has that says nothing itself, of the values that a filter asks for. Who matches depends on it. */
export const inheritedValuesSchema = z.object({
  profileId: z.uuid(),
  activeGreetingType: greetingTypeSchema,
  locale: z.string(),
  timeZone: z.string(),
})
export type InheritedValues = z.infer<typeof inheritedValuesSchema>

export const mailboxQuerySchema = mailboxFilterSchema.extend({
  sort: z.enum(mailboxSortFields).default('number'),
  order: z.enum(['asc', 'desc']).default('asc'),
  /** As the page before gave it: where that page ended. */
  cursor: z.string().max(mailboxLimits.cursorLength).optional(),
  limit: z.coerce.number().int().min(1).max(mailboxLimits.maxPageSize).default(mailboxLimits.pageSize),
})
export type MailboxQuery = z.infer<typeof mailboxQuerySchema>

/** One page. `nextCursor` is null on the last one. How many match in all is asked for apart: counting a million takes longer than showing fifty. */
export const mailboxPageSchema = z.object({ items: z.array(mailboxRowSchema), nextCursor: z.string().nullable() })
export type MailboxPage = z.infer<typeof mailboxPageSchema>

/** How many match. */
export const mailboxCountSchema = z.object({ total: z.number().int() })

/** `more`: the first of them only. */
const choicesSchema = z.object({ items: z.array(z.string()), more: z.boolean() })
/** Values in use or inherited, in order: what a filter can offer. */
export const mailboxChoicesSchema = z.object({ locales: choicesSchema, timeZones: choicesSchema })
export type MailboxChoices = z.infer<typeof mailboxChoicesSchema>

export const mailboxParamsSchema = z.object({ id: tenantIdSchema, mailboxId: z.uuid() })

export const historyQuerySchema = z.object({
  /** Id of the last entry of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be an entry id')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
