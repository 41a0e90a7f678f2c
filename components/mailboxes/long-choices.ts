import { locales } from '@/lib/mailboxes/locale'
import { timeZones } from '@/lib/mailboxes/time-zone'
import type { Choice } from './choice-list'
import { localeName, timeZoneOffset } from './mailbox-words'

/** Every locale of CLDR under its name. */
export function localeChoices(): Choice[] {
  return locales.map((tag) => ({ value: tag, label: localeName(tag) ?? tag, detail: tag }))
}

/** Every time zone with how far it is from UTC at `nowMs`. */
export function timeZoneChoices(nowMs: number): Choice[] {
  return timeZones.map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    detail: timeZoneOffset(zone, nowMs),
  }))
}
