import type { VoicemailSystem } from '@/lib/mailboxes/system-schema'

export const systemFields = ['outputPhoneNumber', 'locale', 'timeZone'] as const
export type SystemField = (typeof systemFields)[number]

export const systemLabels: Readonly<Record<SystemField, string>> = {
  outputPhoneNumber: 'Output Phone Number',
  locale: 'Locale',
  timeZone: 'Time Zone',
}

/** The system values as the form holds them; an empty number stands for none. */
export type SystemFormValues = Record<SystemField, string>

export function toSystemFormValues(system: Pick<VoicemailSystem, SystemField>): SystemFormValues {
  return { outputPhoneNumber: system.outputPhoneNumber ?? '', locale: system.locale, timeZone: system.timeZone }
}

/** A system value as Agent Setup writes it. */
export function systemValueText(value: unknown): string {
  return value === null || value === '' ? 'Not Set' : String(value)
}

export type SystemEffect = { field: SystemField; before: string; after: string; mailboxes: number }

/** What saving would change, and for how many mailboxes: those that have no value of their own. */
export function systemEffect(system: VoicemailSystem, typed: SystemFormValues): SystemEffect[] {
  const before = toSystemFormValues(system)
  return systemFields
    .filter((field) => typed[field].trim() !== before[field])
    .map((field) => ({
      field,
      before: systemValueText(before[field]),
      after: systemValueText(typed[field].trim()),
      mailboxes: system.inheriting[field],
    }))
}
