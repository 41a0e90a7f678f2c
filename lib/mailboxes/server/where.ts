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
 * The search as alternatives that each have an index: OR between two indexes makes the planner read neither in order. A number is sought
 * among the numbers first; at most one word can be the number, the others must be in the owner's name.
 */
function searchAlternatives(text: string): Prisma.Sql[] {
  const words = searchWords(text)
  if (words.length === 0) return text.trim() === '' ? [Prisma.sql`TRUE`] : [Prisma.sql`FALSE`]
  const asNumber = words.flatMap((word, index) => {
    if (!word.isNumber) return []
    const others = words.filter((_, other) => other !== index)
    return [others.length === 0 ? numberBegins(word) : Prisma.sql`${numberBegins(word)} AND ${ownerHas(others)}`]
  })
  return [...asNumber, ownerHas(words)]
}

/** The conditions of a filter: every row that matches satisfies one of them, and may satisfy several. */
export function mailboxConditions(
  tenantId: string,
  filter: MailboxFilter,
  { systemProfile, system }: Inheritance,
): Prisma.Sql[] {
  const common = [
    Prisma.sql`tenant_id = ${tenantId}`,
    filter.deleted ? Prisma.sql`deleted_at IS NOT NULL` : Prisma.sql`deleted_at IS NULL`,
    ...(filter.type.length > 0 ? [Prisma.sql`type = ANY(${filter.type})`] : []),
    ...effectiveIn(columns.profileId, filter.profile, systemProfile.id, Prisma.sql`::uuid[]`),
    ...effectiveIn(columns.activeGreetingType, filter.greeting, systemDefaults.activeGreetingType),
    ...effectiveIn(columns.locale, filter.locale, system.locale),
    ...effectiveIn(columns.timeZone, filter.timeZone, system.timeZone),
    ...overridesCondition(filter.overrides),
  ]
  return searchAlternatives(filter.q).map((search) => Prisma.join([...common, search], ' AND '))
}
