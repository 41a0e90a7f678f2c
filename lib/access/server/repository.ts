import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { knownRoles } from '@/lib/auth/model'
import { versionConflict } from '@/lib/db/errors'
import type { Prisma, User as UserRow } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { CreateUser, User } from '../schema'

/** The rest that ends last of those that an account has for some address. */
export const longestRest = {
  throttles: {
    where: { lockedUntil: { not: null } },
    select: { lockedUntil: true },
    orderBy: { lockedUntil: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.UserInclude

/** Wakes an account from every rest after wrong passwords. */
export const awake = {
  failedSignIns: 0,
  lockedUntil: null,
  throttles: { deleteMany: {} },
} as const satisfies Prisma.UserUpdateInput

type Resting = { throttles?: readonly { lockedUntil: Date | null }[] }

/** The end of the longest rest: for everybody, or for the address that wrong passwords came from. */
function restsUntil(row: UserRow & Resting): Date | null {
  const ends = [row.lockedUntil, row.throttles?.[0]?.lockedUntil].filter((end) => end != null)
  return ends.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
}

/** A row as the API shows it; the password's hash stays behind. */
export function toUser(row: UserRow & Resting, nowMs: number): User {
  const lockedUntil = restsUntil(row)
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: knownRoles(row.roles),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lockedUntil: lockedUntil !== null && lockedUntil.getTime() > nowMs ? lockedUntil.toISOString() : null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** What the audit log keeps of an account. */
export function auditedUser(row: UserRow) {
  return { email: row.email, name: row.name, roles: row.roles, disabledAt: row.disabledAt }
}

/** Adds an account and its audit row. The hash is made before the transaction, which would hold its connection meanwhile. Throws `conflict` with field `email` when the address is taken. */
export async function insertUser(
  tx: Transaction,
  author: Author,
  user: CreateUser,
  passwordHash: string,
): Promise<UserRow> {
  const row = await tx.user.create({ data: { ...user, passwordHash } })
  const after = auditedUser(row)
  await writeAudit(tx, { ...author, action: 'user.create', entityType: 'user', entityId: row.id, after })
  return row
}

/** The account, its row locked until the transaction ends. Throws `not-found`. */
export async function lockUser(tx: Transaction, id: string): Promise<UserRow> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.user.findUnique({ where: { id } })
  if (!row) throw new AppError('not-found', 'There is no such account.')
  return row
}

/** Changes an account that still has the version the author saw. Throws `conflict` when it has moved on. */
export async function updateUserRow(
  tx: Transaction,
  before: UserRow,
  version: number,
  data: Prisma.UserUpdateInput,
): Promise<UserRow & Resting> {
  if (before.version !== version) throw versionConflict(`the account of ${before.name}`)
  return tx.user.update({
    where: { id: before.id, version },
    data: { ...data, version: { increment: 1 } },
    include: longestRest,
  })
}

/**
 * Locks every active administrator, always in the same order, so that of two administrators who take each other's role away
 * the second sees what the first has done. Call before the change.
 */
export async function lockAdministrators(tx: Transaction): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM users WHERE 'administrator' = ANY(roles) AND disabled_at IS NULL ORDER BY id FOR UPDATE`
}

/** Throws `conflict` when no active administrator is left. Call after the change, in the same transaction. */
export async function requireAdministrator(tx: Transaction): Promise<void> {
  const left = await tx.user.count({ where: { roles: { has: 'administrator' }, disabledAt: null } })
  if (left > 0) return
  throw new AppError('conflict', 'This is the last administrator who can sign in.', {
    action: 'Make somebody else administrator first.',
  })
}
