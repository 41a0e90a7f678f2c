import { z } from 'zod'
import {
  greetingTypeSchema,
  localeSchema,
  type Mailbox,
  type MailboxChange,
  mailboxNumberSchema,
  mailboxTypeSchema,
  outputPhoneNumberSchema,
  ownerSchema,
  timeZoneSchema,
} from '@/lib/mailboxes/schema'
import type { MailboxSetting } from '@/lib/mailboxes/vocabulary'
import { positiveIntegerSchema } from '@/lib/voicemail-profiles/schema'
import { inheritedValue, type MailboxField } from './mailbox-words'

/** Every field as text; a setting that is inherited holds `inheritedValue`. */
export type MailboxFormValues = Record<MailboxField, string>

export type MailboxOutput = { [Field in MailboxField]-?: Exclude<MailboxChange[Field], undefined> }

/** A number as it was typed; what is no number stays text, so that the server's schema says so. */
function typedNumber(text: string): unknown {
  const trimmed = text.trim()
  return /^[+-]?[0-9]+([.][0-9]+)?$/.test(trimmed) ? Number(trimmed) : trimmed
}

type Reading<Output> = { schema: z.ZodType<Output>; read?: (text: string) => unknown }

/**
 * A setting of the form under the server's schema. What is stored is taken as it is: a time zone that was abolished must not keep
 * anybody from changing the owner.
 */
function overridable<Output>(stored: Output | null, { schema, read = (text) => text }: Reading<Output>) {
  return z.string().transform((text, context): Output | null => {
    if (text === inheritedValue) return null
    if (stored !== null && text === String(stored)) return stored
    const parsed = schema.safeParse(read(text))
    if (parsed.success) return parsed.data
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

type Stored = Pick<Mailbox, MailboxSetting>
const nothingStored: Stored = {
  maxMessageCount: null,
  activeGreetingType: null,
  maxDurationSeconds: null,
  outputPhoneNumber: null,
  profileId: null,
  locale: null,
  timeZone: null,
}

/** The server's rules over the form's texts. `stored`: the mailbox that is changed. */
export function mailboxFormSchema(stored: Stored = nothingStored): z.ZodType<MailboxOutput, MailboxFormValues> {
  const typeSchema = z.string().pipe(mailboxTypeSchema)
  const profileSchema = z.uuid('must be a profile of this tenant')
  const integer = { schema: positiveIntegerSchema, read: typedNumber }
  return z.object({
    number: mailboxNumberSchema,
    type: typeSchema,
    owner: ownerSchema,
    maxMessageCount: overridable(stored.maxMessageCount, integer),
    activeGreetingType: overridable(stored.activeGreetingType, { schema: greetingTypeSchema }),
    maxDurationSeconds: overridable(stored.maxDurationSeconds, integer),
    outputPhoneNumber: overridable(stored.outputPhoneNumber, { schema: outputPhoneNumberSchema }),
    profileId: overridable(stored.profileId, { schema: profileSchema }),
    locale: overridable(stored.locale, { schema: localeSchema }),
    timeZone: overridable(stored.timeZone, { schema: timeZoneSchema }),
  })
}

const text = (value: string | number | null) => (value === null ? inheritedValue : String(value))

/** A mailbox as the form holds it. */
export function toFormValues(mailbox: Pick<Mailbox, MailboxField>): MailboxFormValues {
  return {
    number: mailbox.number,
    type: mailbox.type,
    owner: mailbox.owner,
    maxMessageCount: text(mailbox.maxMessageCount),
    activeGreetingType: text(mailbox.activeGreetingType),
    maxDurationSeconds: text(mailbox.maxDurationSeconds),
    outputPhoneNumber: text(mailbox.outputPhoneNumber),
    profileId: text(mailbox.profileId),
    locale: text(mailbox.locale),
    timeZone: text(mailbox.timeZone),
  }
}

/** The form of a mailbox that is yet to be: everything inherited. */
export const newMailboxValues: MailboxFormValues = toFormValues({
  ...nothingStored,
  number: '',
  type: 'agent',
  owner: '',
})

/** What differs from `base`, for the server: what nobody touched is not sent, and so not judged or overwritten. */
export function changeOf(output: MailboxOutput, base: MailboxFormValues): MailboxChange {
  const now = toFormValues(output)
  const changed = (Object.keys(base) as MailboxField[]).filter((field) => now[field] !== base[field])
  return Object.fromEntries(changed.map((field) => [field, output[field]]))
}
