import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { MailboxImport } from '../schema'
import { noImport, toImport } from './repository'

const shownImports = 100

/** One import with its state, counts and progress. Throws `not-found`, `unavailable`. */
export async function getImport(tenantId: string, importId: string): Promise<MailboxImport> {
  return readDatabase(async (client) => {
    const record = await client.mailboxImport.findUnique({ where: { id: importId } })
    if (record?.tenantId !== tenantId) throw noImport()
    return toImport(client, record)
  })
}

/** The tenant's imports, the newest first. Throws `not-found` for the tenant, `unavailable`. */
export async function listImports(tenantId: string): Promise<{ items: MailboxImport[] }> {
  return readDatabase(async (client) => {
    if (!(await client.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
      throw new AppError('not-found', `There is no tenant ${tenantId}.`)
    }
    const records = await client.mailboxImport.findMany({
      where: { tenantId },
      orderBy: { id: 'desc' },
      take: shownImports,
    })
    return { items: await Promise.all(records.map((record) => toImport(client, record))) }
  })
}

export type UnknownProfiles = { items: { name: string; rows: number }[] }

/** Names of profiles in the file that the tenant does not have, and how many rows each; at most a hundred. */
export async function listUnknownProfiles(tenantId: string, importId: string): Promise<UnknownProfiles> {
  await getImport(tenantId, importId)
  return readDatabase(async (client) => ({
    items: await client.$queryRaw<UnknownProfiles['items']>`
      SELECT min(profile_name) AS name, count(*)::int AS rows FROM mailbox_import_rows
      WHERE import_id = ${importId}::uuid AND outcome = 'refused' AND profile_name IS NOT NULL AND profile_id IS NULL
      GROUP BY lower(profile_name) ORDER BY 2 DESC, 1 LIMIT 100`,
  }))
}
