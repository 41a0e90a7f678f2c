import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { MailboxFilter } from '../schema'
import { endOfPrefix, ownerQuery, type SearchWord, searchWords } from '../search-words'
import { mailboxSettings, systemDefaults } from '../vocabulary'
import type { Inheritance } from './repository'

const columns: Readonly<Record<(typeof mailboxSettings)[number], Prisma.Sql>> = {
  maxMessageCount: Prisma.sql`max_message_count`,
  activeGreetingType: Prisma.sql`active_greeting_type`,
  maxDurationSeconds: Prisma.sql`max_duration_seconds`,
  outputPhoneNumber: Prisma.sql`output_phone_number`,
  profileId: Prisma.sql`profile_id`,
  locale: Prisma.sql`locale`,
  timeZone: Prisma.sql`time_zone`,
}
const all = Prisma.join(
  mailboxSettings.map((setting) => columns[setting]),
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
const ownerHas = (words: readonly SearchWord[]) =>
  Prisma.sql`to_tsvector('simple', owner) @@ to_tsquery('simple', ${ownerQuery(words)})`

/**
 * One way to match. `range` narrows an index, `filters` are tried on the rows it gives. Alternatives instead of OR: between two indexes an OR
 * makes the planner read neither in order.
 */
export type Alternative = { range: Prisma.Sql[]; filters: Prisma.Sql[] }

/** A number is sought among the numbers; at most one word can be the number, the others must be in the owner's name. */
function searchAlternatives(text: string): Alternative[] {
  const words = searchWords(text)
  if (words.length === 0) return text.trim() === '' ? [{ range: [], filters: [] }] : []
  const asNumber = words.flatMap((word, index) => {
    if (!word.isNumber) return []
    const others = words.filter((_, other) => other !== index)
    return [{ range: [numberBegins(word)], filters: others.length === 0 ? [] : [ownerHas(others)] }]
  })
  return [...asNumber, { range: [], filters: [ownerHas(words)] }]
}

/** Every row that matches the filter matches one of the alternatives, and may match several. None: nothing can match. */
export function mailboxAlternatives(
  tenantId: string,
  filter: MailboxFilter,
  { systemProfile, system }: Inheritance,
): Alternative[] {
  const range = [
    Prisma.sql`tenant_id = ${tenantId}`,
    filter.deleted ? Prisma.sql`deleted_at IS NOT NULL` : Prisma.sql`deleted_at IS NULL`,
  ]
  const filters = [
    ...(filter.type.length > 0 ? [Prisma.sql`type = ANY(${filter.type})`] : []),
    ...effectiveIn(columns.profileId, filter.profile, systemProfile.id, Prisma.sql`::uuid[]`),
    ...effectiveIn(columns.activeGreetingType, filter.greeting, systemDefaults.activeGreetingType),
    ...effectiveIn(columns.locale, filter.locale, system.locale),
    ...effectiveIn(columns.timeZone, filter.timeZone, system.timeZone),
    ...overridesCondition(filter.overrides),
  ]
  return searchAlternatives(filter.q).map((search) => ({
    range: [...range, ...search.range],
    filters: [...filters, ...search.filters],
  }))
}

/** The conditions of an alternative as one expression. */
export function conditionOf({ range, filters }: Alternative): Prisma.Sql {
  return Prisma.join([...range, ...filters], ' AND ')
}
