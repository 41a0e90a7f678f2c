import { headerKey } from '@/lib/imports/header-matcher'
import type { ImportChoices, ImportFound } from '@/lib/imports/schema'
import { type ImportField, importFieldLabels, importFields } from '@/lib/imports/vocabulary'

/** Columns that a mapping cannot tell apart, as their headers are the same; nearly always one. */
export type MappingLine = {
  key: string
  header: string
  columns: number
  match: string
  field: ImportField | null
  candidates: readonly ImportField[]
  /** Its first values; null when nobody looked. */
  samples: readonly string[] | null
  /** It needs a word before rows can be read. */
  open: boolean
}

/** `''`: nobody has said yet. */
export type MappingChoice = ImportField | 'leave-out' | ''
export type MappingForm = Readonly<Record<string, MappingChoice>>

const openMatches: readonly string[] = ['ambiguous', 'duplicate', 'unknown']

/** How a column was understood. Words of a later version are shown as they are. */
const matchTexts: Readonly<Record<string, string>> = {
  exact: 'by its name',
  close: 'by a name close to it',
  mapped: 'as said for this file',
  remembered: 'as said for an earlier file',
  informative: 'for readers only; an import passes over it',
  blank: 'has no name; passed over',
  ambiguous: 'may mean several fields',
  duplicate: 'another column has this field, too',
  unknown: 'not understood',
}

export function matchText({ match, field, candidates }: MappingLine): string {
  if (match === 'duplicate' && candidates[0]) return `another column is ${importFieldLabels[candidates[0]]}, too`
  const text = matchTexts[match] ?? match
  return field === null && (match === 'mapped' || match === 'remembered') ? `left out, ${text}` : text
}

/** The columns of a file, those with one header together. */
export function linesOf(found: Pick<ImportFound, 'columns'>): MappingLine[] {
  const lines = new Map<string, MappingLine>()
  for (const { key: given, header, field, match, candidates, samples = null } of found.columns) {
    const key = given ?? headerKey(header)
    const open = openMatches.includes(match)
    const known = lines.get(key)
    if (known) lines.set(key, { ...known, columns: known.columns + 1, open: known.open || open })
    else lines.set(key, { key, header, columns: 1, match, field, candidates, samples, open })
  }
  return [...lines.values()]
}

/** Nothing is guessed: what is open has no choice yet. */
export function firstForm(lines: readonly MappingLine[]): MappingForm {
  return Object.fromEntries(lines.map(({ key, field, open }) => [key, open ? '' : (field ?? 'leave-out')]))
}

const isField = (choice: MappingChoice | undefined): choice is ImportField =>
  choice !== undefined && choice !== '' && choice !== 'leave-out'

/** What speaks against each choice, by the line's key. */
export function choiceFaults(lines: readonly MappingLine[], form: MappingForm): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  for (const { key, columns } of lines) {
    const choice = form[key]
    if (!isField(choice)) continue
    if (columns > 1) {
      faults.set(
        key,
        `${columns} columns have this header, and only one can be ${importFieldLabels[choice]}. Rename one in the file, or leave them out.`,
      )
      continue
    }
    const rival = lines.find((other) => other.key !== key && form[other.key] === choice)
    if (rival)
      faults.set(
        key,
        `${rival.header || 'The column without a name'} is ${importFieldLabels[choice]}, too: one field, one column.`,
      )
  }
  return faults
}

/** Lines that still need a word. */
export function undecided(lines: readonly MappingLine[], form: MappingForm): MappingLine[] {
  return lines.filter(({ key }) => (form[key] ?? '') === '')
}

/** The form with every line left out that nobody said a word of. */
export function leftOut(lines: readonly MappingLine[], form: MappingForm): MappingForm {
  return { ...form, ...Object.fromEntries(undecided(lines, form).map(({ key }) => [key, 'leave-out'])) }
}

/** What a mailbox has and no column says. Its number is no such thing: without one there is no mailbox. */
export function missingFields(form: MappingForm): ImportField[] {
  const given = new Set(Object.values(form))
  return importFields.filter((field) => field !== 'action' && field !== 'number' && !given.has(field))
}

/** Why the form cannot be sent; null when it can. */
export function whyNotSent(lines: readonly MappingLine[], form: MappingForm): string | null {
  if (choiceFaults(lines, form).size > 0) return 'Two columns are the same field.'
  const open = undecided(lines, form).length
  if (open > 0) return `${open} ${open === 1 ? 'column needs' : 'columns need'} a word: a field, or left out.`
  return Object.values(form).includes('number') ? null : 'No column is the Mailbox Number, so rows have no mailbox.'
}

/** What the console must be told: where the form differs from what it understood. */
export function mappingToSend(lines: readonly MappingLine[], form: MappingForm): NonNullable<ImportChoices['mapping']> {
  return Object.fromEntries(
    lines.flatMap(({ key, field, open }) => {
      const choice = form[key]
      if (!choice) return []
      const said = isField(choice) ? choice : null
      return !open && said === field ? [] : [[key, said]]
    }),
  )
}

/** What to tell the console of the owner of new mailboxes: nothing while it is as before, null once it is emptied. */
export function ownerToSend(before: string | null | undefined, typed: string): Pick<ImportChoices, 'newOwner'> {
  const owner = typed.trim()
  if (owner === (before ?? '')) return {}
  return { newOwner: owner === '' ? null : owner }
}

/** The fields to choose from for a line: what it may mean first. */
export function choicesFor({ candidates }: Pick<MappingLine, 'candidates'>): ImportField[] {
  return [...candidates, ...importFields.filter((field) => !candidates.includes(field))]
}
