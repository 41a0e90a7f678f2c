import type { RowChange } from './read-row'

/** Fields that a row may set, and the bit of each in the column `given`: so that "stays" and "back to inherited" are told apart. */
export const givenFields = [
  { field: 'type', column: 'type', cast: 'text' },
  { field: 'owner', column: 'owner', cast: 'text' },
  { field: 'activeGreetingType', column: 'active_greeting_type', cast: 'text' },
  { field: 'outputPhoneNumber', column: 'output_phone_number', cast: 'text' },
  { field: 'locale', column: 'locale', cast: 'text' },
  { field: 'timeZone', column: 'time_zone', cast: 'text' },
  { field: 'maxMessageCount', column: 'max_message_count', cast: 'int' },
  { field: 'maxDurationSeconds', column: 'max_duration_seconds', cast: 'int' },
  { field: 'profile', column: 'profile_id', cast: 'uuid' },
] as const
export type GivenField = (typeof givenFields)[number]['field']

/** The bit of a field. */
export function givenBit(field: GivenField): number {
  return 1 << givenFields.findIndex((one) => one.field === field)
}

/** SQL for a field of a mailbox as it was before its row was applied, of which `before` is kept. */
export function keptSql(field: GivenField, before: string): string {
  const index = givenFields.findIndex((one) => one.field === field)
  return `${before}[${index + 1}]::${givenFields[index]?.cast}`
}

/** Which fields a row sets, as bits. */
export function givenBits(change: RowChange): number {
  return givenFields.reduce((bits, { field }) => (change[field] === undefined ? bits : bits | givenBit(field)), 0)
}
