import { greetingTypeLabels, mailboxTypeLabels } from '@/lib/mailboxes/vocabulary'
import { type GivenField, givenBit, givenFields } from './given-fields'
import type { ImportRow } from './schema'

export type Values = Partial<Record<GivenField, string | number | null>>
type Change = ImportRow['changes'][number]

/** Words of the console as a file and a person write them. */
const labels: Partial<Record<GivenField, Readonly<Record<string, string>>>> = {
  type: mailboxTypeLabels,
  activeGreetingType: greetingTypeLabels,
}

const shown = (field: GivenField, value: string | number | null | undefined): string | number | null => {
  if (value === undefined || value === null) return null
  return labels[field]?.[value] ?? value
}

/** Field by field what a row would make of a mailbox, old and new; `before` is null for one that is not there yet. */
export function rowChanges(given: number, after: Values, before: Values | null): Change[] {
  return givenFields.flatMap(({ field }): Change[] => {
    if ((given & givenBit(field)) === 0) return []
    const change = { field, before: shown(field, before?.[field]), after: shown(field, after[field]) }
    return change.before === change.after ? [] : [change]
  })
}
