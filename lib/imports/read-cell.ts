import type { z } from 'zod'
import { unguardFormula } from '@/lib/format/formula-guard'
import { inheritedCell } from '@/lib/mailboxes/file-vocabulary'
import { ownerSchema } from '@/lib/mailboxes/owner-schema'
import {
  greetingTypeSchema,
  localeSchema,
  mailboxNumberSchema,
  mailboxTypeSchema,
  outputPhoneNumberSchema,
  timeZoneSchema,
} from '@/lib/mailboxes/schema'
import { profileNameSchema, typedIntegerSchema } from '@/lib/voicemail-profiles/schema'
import { systemProfileName } from '@/lib/voicemail-profiles/vocabulary'
import { textDamage, valueDamage } from './cell-damage'
import { type ImportField, importLimits, type RefusalCode, type rowActions } from './vocabulary'

/** `leave`: the cell is blank. `reset`: back to what is inherited. */
export type CellReading<Value = string | number> =
  | { kind: 'leave' }
  | { kind: 'reset' }
  | { kind: 'value'; value: Value }
  | { kind: 'refused'; code: RefusalCode }

const leave: CellReading = { kind: 'leave' }
const reset: CellReading = { kind: 'reset' }

type FieldRule = {
  /** Cell text to a value of the mailbox's own schema. */
  read: (text: string) => CellReading
  resettable: boolean
  /** Digits are expected, so what spreadsheets do to numbers is looked for. */
  numeric: boolean
  /** Few values over and over: readings are kept. */
  repeats: boolean
}

const by = (
  schema: z.ZodType<string | number>,
  code: RefusalCode,
  prepare: (text: string) => unknown = (text) => text,
) => {
  return (text: string): CellReading => {
    const parsed = schema.safeParse(prepare(text))
    return parsed.success ? { kind: 'value', value: parsed.data } : { kind: 'refused', code }
  }
}

/** `Extended Absence`, `extended_absence` and `EXTENDED-ABSENCE` are one word. */
const word = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')

const actionWords: Readonly<Record<string, (typeof rowActions)[number]>> = {
  save: 'save',
  create: 'create',
  add: 'create',
  new: 'create',
  modify: 'modify',
  update: 'modify',
  change: 'modify',
  delete: 'delete',
  remove: 'delete',
}

function readAction(text: string): CellReading {
  const key = word(text)
  const value = Object.hasOwn(actionWords, key) ? actionWords[key] : undefined
  return value ? { kind: 'value', value } : { kind: 'refused', code: 'action-unknown' }
}

const readProfileName = by(profileNameSchema, 'profile-name-invalid')

const rules: Readonly<Record<ImportField, FieldRule>> = {
  number: { read: by(mailboxNumberSchema, 'number-invalid'), resettable: false, numeric: true, repeats: false },
  activeGreetingType: {
    read: by(greetingTypeSchema, 'greeting-unknown', word),
    resettable: true,
    numeric: false,
    repeats: true,
  },
  outputPhoneNumber: {
    read: by(outputPhoneNumberSchema, 'phone-number-invalid'),
    resettable: true,
    numeric: true,
    repeats: true,
  },
  locale: { read: by(localeSchema, 'locale-unknown'), resettable: true, numeric: false, repeats: true },
  timeZone: { read: by(timeZoneSchema, 'time-zone-unknown'), resettable: true, numeric: false, repeats: true },
  maxMessageCount: {
    read: by(typedIntegerSchema, 'message-count-invalid'),
    resettable: true,
    numeric: true,
    repeats: true,
  },
  maxDurationSeconds: {
    read: by(typedIntegerSchema, 'duration-invalid'),
    resettable: true,
    numeric: true,
    repeats: true,
  },
  profile: {
    // The built-in one has a name that no other may take; a mailbox may still have it as its own.
    read: (text) =>
      word(text) === word(systemProfileName) ? { kind: 'value', value: systemProfileName } : readProfileName(text),
    resettable: true,
    numeric: false,
    repeats: true,
  },
  type: { read: by(mailboxTypeSchema, 'type-unknown', word), resettable: false, numeric: false, repeats: true },
  owner: { read: by(ownerSchema, 'owner-invalid'), resettable: false, numeric: false, repeats: false },
  action: { read: readAction, resettable: false, numeric: false, repeats: true },
}

/** The text of a cell as it was meant: without the marks of exports and spreadsheets, and the blanks around it. */
export function cellText(field: ImportField, cell: string): string {
  const text = unguardFormula(cell).trim()
  // An apostrophe tells a spreadsheet that digits are text.
  return rules[field].numeric && /^'[+\d*#]/.test(text) ? text.slice(1) : text
}

function readText(field: ImportField, text: string): CellReading {
  const { read, resettable, numeric } = rules[field]
  if (text === '') return leave
  if (text.toLowerCase() === inheritedCell) return resettable ? reset : { kind: 'refused', code: 'not-resettable' }
  if (text.length > importLimits.cellLength) return { kind: 'refused', code: 'cell-too-long' }
  const damaged = textDamage(text)
  if (damaged) return { kind: 'refused', code: damaged }
  const reading = read(text)
  if (reading.kind !== 'refused') return reading
  return { kind: 'refused', code: valueDamage(text, numeric) ?? reading.code }
}

export type CellReader = (cell: string) => CellReading

/** Distinct texts of one column whose readings are kept. */
const keptReadings = 5000

/** A reader of one column's cells. */
export function cellReader(field: ImportField): CellReader {
  const read = (cell: string) => readText(field, cellText(field, cell))
  if (!rules[field].repeats) return read
  const kept = new Map<string, CellReading>()
  return (cell) => {
    const known = kept.get(cell)
    if (known) return known
    const reading = read(cell)
    if (kept.size < keptReadings && cell.length <= importLimits.shownLength) kept.set(cell, reading)
    return reading
  }
}
