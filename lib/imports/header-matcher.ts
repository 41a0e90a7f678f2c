import { distance } from 'fastest-levenshtein'
import { deletedHeader, informativeHeaders } from '@/lib/mailboxes/file-vocabulary'
import { headerSynonyms } from './header-words'
import { type ImportField, importFieldLabels, importFields, refusalHeaders } from './vocabulary'

/** A person's word on headers that are not understood: field, or null for "pass over it". Keyed by the header as `headerKey` writes it. */
export type HeaderMapping = Readonly<Record<string, ImportField | null>>

export type HeaderColumn = {
  /** From 0. */
  index: number
  header: string
  field: ImportField | null
  /**
   * `exact`: a known name. `close`: a slip of the pen away from one. `mapped`: as a person said. `remembered`: as one said of an earlier
   * file. `informative`: written by an export for
   * its reader. `blank`: no name. `ambiguous`: may mean any of `candidates`. `duplicate`: an earlier column has this field. `unknown`.
   */
  match: 'exact' | 'close' | 'mapped' | 'remembered' | 'informative' | 'blank' | 'ambiguous' | 'duplicate' | 'unknown'
  candidates: readonly ImportField[]
}

export type HeaderMatch = {
  columns: readonly HeaderColumn[]
  /** Headers that need a person's word before rows can be read. */
  open: readonly HeaderColumn[]
  hasNumber: boolean
  /** The column in which an export says that a mailbox is deleted, unless a person said otherwise. */
  deletedIndex: number | null
}

const keyLength = 200

/**
 * The header as mappings are kept by: capitals, blanks and forms of one character do not count, nor what no name is long enough for.
 * Without control characters and halves of characters, which the database does not take.
 */
export function headerKey(header: string): string {
  const plain = header.slice(0, keyLength).normalize('NFKC').toLowerCase().slice(0, keyLength)
  return plain.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()
}

/** Letters and digits only, without a unit in brackets: what spellings have in common. */
function headerWord(header: string): string {
  return headerKey(header)
    .replace(/[([][^)\]]*[)\]]\s*$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const words: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) =>
    [headerWord(importFieldLabels[field]), ...headerSynonyms[field]].map((word) => [word, field] as const),
  ),
)
const labels: ReadonlySet<string> = new Set(importFields.map((field) => headerWord(importFieldLabels[field])))
const informative: ReadonlySet<string> = new Set([...informativeHeaders, ...refusalHeaders].map(headerWord))

/**
 * Whether a header is one of the names that exports and templates write: it means what it says in every file, whatever was once said of it.
 * Synonyms are guesses about other tools, over which the word of one who knows the file prevails.
 */
export function isOwnHeader(header: string): boolean {
  const word = headerWord(header)
  return labels.has(word) || informative.has(word)
}

const deletedWord = headerWord(deletedHeader)

/** Slips that may stand between a header and a name: none in short words, where one letter makes another word. */
function allowedSlips(length: number): number {
  if (length < 5) return 0
  return length < 10 ? 1 : 2
}

/** Fields whose names are nearest to the word, if any is near enough. */
function closeFields(word: string): ImportField[] {
  let best = Number.POSITIVE_INFINITY
  let found = new Set<ImportField>()
  for (const [name, field] of words) {
    if (Math.abs(name.length - word.length) > 2) continue
    const slips = distance(word, name)
    if (slips > allowedSlips(Math.min(name.length, word.length)) || slips > best) continue
    if (slips < best) found = new Set()
    best = slips
    found.add(field)
  }
  return [...found]
}

type Words = { mapping: HeaderMapping; remembered: HeaderMapping }

function matchOne(
  header: string,
  { mapping, remembered }: Words,
): Pick<HeaderColumn, 'field' | 'match' | 'candidates'> {
  const key = headerKey(header)
  if (Object.hasOwn(mapping, key)) return { field: mapping[key] ?? null, match: 'mapped', candidates: [] }
  if (key === '') return { field: null, match: 'blank', candidates: [] }
  if (Object.hasOwn(remembered, key) && !isOwnHeader(header))
    return { field: remembered[key] ?? null, match: 'remembered', candidates: [] }
  const word = headerWord(header)
  const exact = words.get(word)
  if (exact) return { field: exact, match: 'exact', candidates: [] }
  if (informative.has(word)) return { field: null, match: 'informative', candidates: [] }
  const candidates = closeFields(word)
  const [only] = candidates
  if (candidates.length === 1 && only) return { field: only, match: 'close', candidates: [] }
  return { field: null, match: candidates.length > 1 ? 'ambiguous' : 'unknown', candidates }
}

/**
 * Which column holds which field: as was said for this file, by its own name, as was said of earlier files, by what it resembles. Of two columns for one field neither is guessed: the surer one wins, two alike stay open.
 */
export function matchHeader(
  headers: readonly string[],
  mapping: HeaderMapping = {},
  remembered: HeaderMapping = {},
): HeaderMatch {
  const found = headers.map(
    (header, index): HeaderColumn => ({ index, header, ...matchOne(header, { mapping, remembered }) }),
  )
  const surest: Partial<Record<HeaderColumn['match'], number>> = { mapped: 4, exact: 3, remembered: 2, close: 1 }
  const columns = found.map((column): HeaderColumn => {
    const { field } = column
    if (!field) return column
    const sure = surest[column.match] ?? 0
    const rivals = found.filter((other) => other !== column && other.field === field)
    if (rivals.every((other) => (surest[other.match] ?? 0) < sure)) return column
    return { ...column, field: null, match: 'duplicate', candidates: [field] }
  })
  const open = columns.filter(({ match }) => match === 'ambiguous' || match === 'duplicate' || match === 'unknown')
  const deleted = columns.find(({ match, header }) => match === 'informative' && headerWord(header) === deletedWord)
  const hasNumber = columns.some(({ field }) => field === 'number')
  return { columns, open, hasNumber, deletedIndex: deleted?.index ?? null }
}

/** Whether a first row looks like data rather than names: none of it is understood, and it holds a number. */
export function looksLikeData(headers: readonly string[]): boolean {
  const match = matchHeader(headers)
  const understood = match.columns.some(
    ({ field, match: how }) => field !== null || how === 'duplicate' || how === 'ambiguous',
  )
  return !understood && headers.some((header) => /^'?\+?\d{2,}$/.test(header.trim()))
}
