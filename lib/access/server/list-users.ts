import 'server-only'
import type { Actor } from '@/lib/auth/model'
import { requirePermission } from '@/lib/auth/require-permission'
import { readDatabase } from '@/lib/db/transaction'
import { accessPermission, type UserList } from '../schema'
import { longestRest, toUser } from './repository'

/** A console has tens of accounts; the bound only keeps an answer from growing without end. */
const maxUsers = 2000

/** All accounts by name. Throws `forbidden` without access:write, `unavailable` while the database is away. */
export async function listUsers(actor: Actor): Promise<UserList> {
  requirePermission(actor, accessPermission)
  const nowMs = Date.now()
  return readDatabase(async (client) => {
    const rows = await client.user.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: maxUsers,
      include: longestRest,
    })
    const total = rows.length < maxUsers ? rows.length : await client.user.count()
    return { items: rows.map((row) => toUser(row, nowMs)), total }
  })
}
