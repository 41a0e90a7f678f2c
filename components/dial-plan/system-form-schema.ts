import { z } from 'zod'
import { storedOr } from '@/components/forms/stored-value'
import { localeSchema, outputPhoneNumberSchema, timeZoneSchema } from '@/lib/mailboxes/schema'
import type { VoicemailSystem, VoicemailSystemChange } from '@/lib/mailboxes/system-schema'
import { type SystemField, type SystemFormValues, systemFields, toSystemFormValues } from './system-effect'

export type SystemOutput = Pick<VoicemailSystem, SystemField>

const typedNumber = z
  .string()
  .transform((text) => (text.trim() === '' ? null : text))
  .pipe(outputPhoneNumberSchema.nullable())

/** The server's rules over the form's texts. `stored`: the values that are changed. An empty number stands for none. */
export function systemFormSchema(stored: SystemOutput): z.ZodType<SystemOutput, SystemFormValues> {
  return z.object({
    outputPhoneNumber: storedOr(stored.outputPhoneNumber, typedNumber),
    locale: storedOr(stored.locale, localeSchema),
    timeZone: storedOr(stored.timeZone, timeZoneSchema),
  })
}

/** What differs from `base`, for the server: what nobody touched is not sent, and so not judged or overwritten. */
export function systemChangeOf(output: SystemOutput, base: SystemFormValues): VoicemailSystemChange {
  const now = toSystemFormValues(output)
  const changed = systemFields.filter((field) => now[field] !== base[field])
  return Object.fromEntries(changed.map((field) => [field, output[field]]))
}
