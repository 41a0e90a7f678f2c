import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase, type Transaction } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { MailboxChoices } from '../schema'

/** More than a list that people choose from should have. */
const maxChoices = 200

/** The distinct values of a setting, by one step in its index for each: a million rows are not read for a few words. */
async function distinctValues(client: Pick<Transaction, '$queryRaw'>, tenantId: string, column: Prisma.Sql) {
  const rows = await client.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE step (value) AS (
      (SELECT ${column} FROM mailboxes WHERE tenant_id = ${tenantId} AND ${column} IS NOT NULL ORDER BY ${column} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM mailboxes WHERE tenant_id = ${tenantId} AND ${column} > step.value ORDER BY ${column} LIMIT 1)
      FROM step WHERE step.value IS NOT NULL)
    SELECT value FROM step WHERE value IS NOT NULL LIMIT ${maxChoices + 1}`
  return rows.map(({ value }) => value)
}

function withInherited(values: readonly string[], inherited: string) {
  const items = new Set([...values.slice(0, maxChoices), inherited])
  return { items: [...items].sort(), more: values.length > maxChoices }
}

/** Locales and time zones that a tenant's mailboxes have or inherit. Throws `not-found` for an unknown tenant, `unavailable`. */
export async function listMailboxChoices(tenantId: string): Promise<MailboxChoices> {
  return readDatabase(async (client) => {
    const system = await client.voicemailSystem.findUnique({ where: { tenantId } })
    if (!system) throw noTenant(tenantId)
    const [locales, timeZones] = await Promise.all([
      distinctValues(client, tenantId, Prisma.sql`locale`),
      distinctValues(client, tenantId, Prisma.sql`time_zone`),
    ])
    return { locales: withInherited(locales, system.locale), timeZones: withInherited(timeZones, system.timeZone) }
  })
}
