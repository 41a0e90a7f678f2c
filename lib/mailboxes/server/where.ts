import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { MailboxFilter } from '../schema'
import { endOfPrefix, isPlain, ownerQuery, plainParts, type SearchWord, searchWords } from '../search-words'
import { type MailboxSetting, type MailboxSortField, mailboxSettings, systemDefaults } from '../vocabulary'
import type { Inheritance } from './repository'

/** The column of each setting. */
export const settingColumns: Readonly<Record<MailboxSetting, Prisma.Sql>> = {
  maxMessageCount: Prisma.sql`max_message_count`,
  activeGreetingType: Prisma.sql`active_greeting_type`,
  maxDurationSeconds: Prisma.sql`max_duration_seconds`,
  outputPhoneNumber: Prisma.sql`output_phone_number`,
  profileId: Prisma.sql`profile_id`,
  locale: Prisma.sql`locale`,
  timeZone: Prisma.sql`time_zone`,
}
const all = Prisma.join(
  mailboxSettings.map((setting) => settingColumns[setting]),
  ', ',
)

/** Rows whose effective value is one of `wanted`: those that say so, and where the inherited value is wanted those that say nothing. */
function effectiveIn(
  column: Prisma.Sql,
  wanted: readonly string[],
  inherited: string,
  cast = Prisma.empty,
): Prisma.Sql[] {
  if (wanted.length === 0) return []
  const own = Prisma.sql`${column} = ANY(${[...wanted]}${cast})`
  return [wanted.includes(inherited) ? Prisma.sql`(${column} IS NULL OR ${own})` : own]
}

function overridesCondition(overrides: MailboxFilter['overrides']): Prisma.Sql[] {
  if (overrides === 'any') return []
  return [Prisma.sql`num_nonnulls(${all}) ${overrides === 'some' ? Prisma.sql`> 0` : Prisma.sql`= 0`}`]
}

const numberBegins = ({ text }: SearchWord) =>
  Prisma.sql`number COLLATE "C" >= ${text} AND number COLLATE "C" < ${endOfPrefix(text)}`
/** The part of an owner's name behind its first letters and digits: what an index of its own knows the words of. */
const behindFirst = Prisma.sql`regexp_replace(lower(owner), '^[a-z0-9]+', '')`
const has = (text: Prisma.Sql, words: readonly SearchWord[]) =>
  Prisma.sql`to_tsvector('simple', ${text}) @@ to_tsquery('simple', ${ownerQuery(words)})`
const ownerHas = (words: readonly SearchWord[]) => has(Prisma.sql`owner`, words)

/**
 * What must hold of an owner that has these words, in rising order of cost: a search for letters costs a fraction of cutting a name into
 * words. PostgreSQL tries conditions of one cost in the order in which they stand.
 */
function seems(words: readonly SearchWord[]): Prisma.Sql[] {
  const parts = words.flatMap(({ text }) => plainParts(text))
  const plain = words.filter(({ text }) => isPlain(text))
  return [
    ...parts.map((part) => Prisma.sql`strpos(lower(owner), ${part}) > 0`),
    ...plain.map(({ text }) => Prisma.sql`lower(owner) ~ ${`(^|[^a-z0-9])${text}`}`),
  ]
}

/** Words that were typed. */
export type WordMatch = {
  /** Tried on rows that are there for another reason. */
  tried: Prisma.Sql[]
  /** Found through an index of words. */
  gathered: Prisma.Sql[]
}

/**
 * One way to match. `range` narrows an index, the rest is tried on the rows it gives. Alternatives instead of OR: between two indexes an OR
 * makes the planner read neither in order.
 */
export type Alternative = { range: Prisma.Sql[]; words: WordMatch | null; filters: Prisma.Sql[] }

type SearchAlternative = Pick<Alternative, 'range' | 'words'>

const anywhere = (words: readonly SearchWord[]): WordMatch => ({
  tried: [...seems(words), ownerHas(words)],
  gathered: [ownerHas(words)],
})

const ownerBegins = ({ text }: SearchWord) =>
  Prisma.sql`lower(owner) COLLATE "C" >= ${text} AND lower(owner) COLLATE "C" < ${`${text}\u{10FFFF}`}`

/**
 * Owners with these words. In the order of owners those whose name begins with a word stand together, maybe far down: they are a range of
 * their own, and the others are sought by what stands behind the beginning.
 */
function ownerAlternatives(words: readonly SearchWord[], sort: MailboxSortField): SearchAlternative[] {
  if (sort !== 'owner' || !words.every(({ text }) => isPlain(text))) return [{ range: [], words: anywhere(words) }]
  const further = has(behindFirst, words)
  return [
    ...words.map((word) => ({ range: [ownerBegins(word)], words: anywhere(words) })),
    { range: [], words: { tried: [...seems(words), further, ownerHas(words)], gathered: [further, ownerHas(words)] } },
  ]
}

/** In the order of numbers those that begin alike are a range; in another order they are looked for as words are. */
function numberAlternative(word: SearchWord, others: readonly SearchWord[], sort: MailboxSortField): SearchAlternative {
  const owner = others.length === 0 ? null : anywhere(others)
  if (sort === 'number') return { range: [numberBegins(word)], words: owner }
  return {
    range: [],
    words: {
      tried: [numberBegins(word), ...(owner?.tried ?? [])],
      gathered: [numberBegins(word), ...(owner?.gathered ?? [])],
    },
  }
}

/** A number is sought among the numbers; at most one word can be the number, the others must be in the owner's name. */
function searchAlternatives(text: string, sort: MailboxSortField): SearchAlternative[] {
  const words = searchWords(text)
  if (words.length === 0) return text.trim() === '' ? [{ range: [], words: null }] : []
  const asNumber = words.flatMap((word, index) => {
    if (!word.isNumber) return []
    const others = words.filter((_, other) => other !== index)
    return [numberAlternative(word, others, sort)]
  })
  return [...asNumber, ...ownerAlternatives(words, sort)]
}

/** Every row that matches the filter matches one of the alternatives, and may match several. None: nothing can match. */
export function mailboxAlternatives(
  tenantId: string,
  filter: MailboxFilter,
  { systemProfile, system }: Inheritance,
  sort: MailboxSortField = 'number',
): Alternative[] {
  const range = [
    Prisma.sql`tenant_id = ${tenantId}`,
    filter.deleted ? Prisma.sql`deleted_at IS NOT NULL` : Prisma.sql`deleted_at IS NULL`,
  ]
  const filters = [
    ...(filter.type.length > 0 ? [Prisma.sql`type = ANY(${filter.type})`] : []),
    ...effectiveIn(settingColumns.profileId, filter.profile, systemProfile.id, Prisma.sql`::uuid[]`),
    ...effectiveIn(settingColumns.activeGreetingType, filter.greeting, systemDefaults.activeGreetingType),
    ...effectiveIn(settingColumns.locale, filter.locale, system.locale),
    ...effectiveIn(settingColumns.timeZone, filter.timeZone, system.timeZone),
    ...overridesCondition(filter.overrides),
  ]
  return searchAlternatives(filter.q, sort).map((search) => ({
    range: [...range, ...search.range],
    words: search.words,
    filters,
  }))
}

/** The conditions of an alternative as one expression. */
function conditionOf({ range, words, filters }: Alternative): Prisma.Sql {
  return Prisma.join([...range, ...filters, ...(words?.gathered ?? [])], ' AND ')
}

/** Every row that matches the filter, as one expression; null when nothing can match. */
export function filterCondition(tenantId: string, filter: MailboxFilter, inheritance: Inheritance): Prisma.Sql | null {
  const alternatives = mailboxAlternatives(tenantId, filter, inheritance)
  if (alternatives.length === 0) return null
  return Prisma.sql`(${Prisma.join(
    alternatives.map((alternative) => Prisma.sql`(${conditionOf(alternative)})`),
    ' OR ',
  )})`
}
