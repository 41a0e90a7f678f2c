import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import type { InheritedValues, MailboxFilter } from '../schema'
import { type MailboxSetting, type MailboxSortField, mailboxSettings } from '../vocabulary'
import { type Search, searchFor } from './search-alternatives'
import { allOf } from './word-conditions'

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

/** What is asked for: the rows of `base`, those of them that match the search, and of those the ones that `filters` let through. */
export type MailboxWhere = { base: Prisma.Sql[]; search: Search; filters: Prisma.Sql[] }

export function mailboxWhere(
  tenantId: string,
  filter: MailboxFilter,
  inherited: InheritedValues,
  sort: MailboxSortField = 'number',
): MailboxWhere {
  return {
    base: [
      Prisma.sql`tenant_id = ${tenantId}`,
      filter.deleted ? Prisma.sql`deleted_at IS NOT NULL` : Prisma.sql`deleted_at IS NULL`,
    ],
    search: searchFor(filter.q, sort),
    filters: [
      ...(filter.type.length > 0 ? [Prisma.sql`type = ANY(${filter.type})`] : []),
      ...effectiveIn(settingColumns.profileId, filter.profile, inherited.profileId, Prisma.sql`::uuid[]`),
      ...effectiveIn(settingColumns.activeGreetingType, filter.greeting, inherited.activeGreetingType),
      ...effectiveIn(settingColumns.locale, filter.locale, inherited.locale),
      ...effectiveIn(settingColumns.timeZone, filter.timeZone, inherited.timeZone),
      ...overridesCondition(filter.overrides),
    ],
  }
}

/** Every row that matches the filter, as one expression; null when nothing can match. */
export function filterCondition(
  tenantId: string,
  filter: MailboxFilter,
  inherited: InheritedValues,
): Prisma.Sql | null {
  const { base, search, filters } = mailboxWhere(tenantId, filter, inherited)
  if (search.alternatives.length === 0) return null
  return Prisma.sql`(${allOf([...base, ...filters, ...(search.whole ? [search.whole.gathered] : [])])})`
}
