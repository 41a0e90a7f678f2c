import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { accessPermission, type CreateUser, type UserWithPassword } from '../schema'
import { insertUser, toUser } from './repository'

/**
 * Adds an account with a generated password, which only this answer carries. Throws `forbidden`, `conflict` with field
 * `email`, `unavailable`.
 */
export async function createUser(author: Author, user: CreateUser): Promise<UserWithPassword> {
  requirePermission(author.actor, accessPermission)
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  const row = await transaction((tx) => insertUser(tx, author, user, passwordHash))
  return { user: toUser(row, Date.now()), password }
}
