import { z } from 'zod'
import { storedOr } from '@/components/forms/stored-value'
import { ownerSchema } from '@/lib/mailboxes/owner-schema'
import {
  greetingTypeSchema,
  localeSchema,
  type Mailbox,
  type MailboxChange,
  mailboxNumberSchema,
  mailboxTypeSchema,
  outputPhoneNumberSchema,
  timeZoneSchema,
} from '@/lib/mailboxes/schema'
import type { MailboxSetting } from '@/lib/mailboxes/vocabulary'
import { typedIntegerSchema } from '@/lib/voicemail-profiles/schema'
import { inheritedValue, type MailboxField } from './mailbox-words'

/** Every field as text; a setting that is inherited holds `inheritedValue`. */
export type MailboxFormValues = Record<MailboxField, string>

export type MailboxOutput = { [Field in MailboxField]-?: Exclude<MailboxChange[Field], undefined> }

/** A setting of the form under the server's schema. */
function overridable<Output>(
  stored: Output | null,
  schema: z.ZodType<Output, string>,
): z.ZodType<Output | null, string> {
  const own = z.string().transform((text) => (text === inheritedValue ? null : text))
  return storedOr<Output | null>(stored, own.pipe(schema.nullable()))
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
  return z.object({
    number: mailboxNumberSchema,
    type: typeSchema,
    owner: ownerSchema,
    maxMessageCount: overridable(stored.maxMessageCount, typedIntegerSchema),
    activeGreetingType: overridable(stored.activeGreetingType, greetingTypeSchema),
    maxDurationSeconds: overridable(stored.maxDurationSeconds, typedIntegerSchema),
    outputPhoneNumber: overridable(stored.outputPhoneNumber, outputPhoneNumberSchema),
    profileId: overridable(stored.profileId, profileSchema),
    locale: overridable(stored.locale, localeSchema),
    timeZone: overridable(stored.timeZone, timeZoneSchema),
  })
}

const text = (value: string | number | null) => (value === null ? inheritedValue : String(value))

/** Under which what is typed over a mailbox is kept. */
export const mailboxDraftKey = (id: string) => `mailbox.${id}`

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
