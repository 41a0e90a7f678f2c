import { locales } from '@/lib/mailboxes/locale'
import { timeZones } from '@/lib/mailboxes/time-zone'
import type { Choice } from './choice-list'
import { localeName, timeZoneOffset } from './mailbox-words'

/** By name; those that this browser has no name for, and calls by their tag, come last. */
export function inOrderOfNames(choices: readonly Choice[]): Choice[] {
  const isNamed = ({ label }: Choice) => /^\p{Lu}/u.test(label)
  const { compare } = new Intl.Collator('en')
  return [...choices].sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || compare(a.label, b.label))
}

/** Every locale of CLDR under its name. */
export function localeChoices(): Choice[] {
  return inOrderOfNames(locales.map((tag) => ({ value: tag, label: localeName(tag) ?? tag, detail: tag })))
}

/** Every time zone with how far it is from UTC at `nowMs`. */
export function timeZoneChoices(nowMs: number): Choice[] {
  return timeZones.map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    detail: timeZoneOffset(zone, nowMs),
  }))
}
