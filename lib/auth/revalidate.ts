import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { processSingleton } from '@/lib/env/process-singleton'
import { AppError } from '@/lib/errors'
import { knownRoles, type SessionClaims } from './model'

/**
 * How old the database's word on an account may be. With the 15 s between two looks of an open stream, a disabled account or a
 * new role takes effect within a minute, in every process.
 */
export const revalidateAfterMs = 40_000

/** A request waits no longer than this for a database that hangs, and then nobody asks again for `restMs`. */
const patienceMs = 1000
const restMs = 5000

/** More people than look at one console at once; beyond it the oldest word is asked again. */
const maxRemembered = 5000

type Account = SessionClaims & { disabled: boolean; endedSessions: ReadonlySet<string> }
type Standing = { checkedAtMs: number; account: Account | null }

/** Shared by all routes of the process, so that what one of them changes, all act on at once. */
const shared = processSingleton('auth.standings', () => ({
  remembered: new Map<string, Standing>(),
  asking: new Map<string, Promise<Standing>>(),
  restingUntilMs: 0,
}))
const { remembered, asking } = shared

async function ask(id: string, nowMs: number): Promise<Standing> {
  const account = { id: true, email: true, name: true, roles: true, sessionVersion: true, disabledAt: true } as const
  const select = { ...account, endedSessions: { select: { id: true } } } as const
  const row = await readDatabase((client) => client.user.findUnique({ where: { id }, select }))
  const standing = {
    checkedAtMs: nowMs,
    account: row && {
      ...row,
      roles: knownRoles(row.roles),
      disabled: row.disabledAt !== null,
      endedSessions: new Set(row.endedSessions.map((session) => session.id)),
    },
  }
  return standing
}

function remember(id: string, standing: Standing): void {
  remembered.delete(id)
  remembered.set(id, standing)
  const oldest = remembered.size > maxRemembered ? remembered.keys().next().value : undefined
  if (oldest !== undefined) remembered.delete(oldest)
}

/** One question at a time and person, however many requests wait for it. */
function askOnce(id: string, nowMs: number): Promise<Standing> {
  const running = asking.get(id)
  if (running !== undefined) return running
  const question = ask(id, nowMs)
  asking.set(id, question)
  // A question that began before the account was changed here may bring the row as it was: see `forgetStanding`.
  const isCurrent = () => asking.get(id) === question
  return question
    .then((standing) => {
      if (isCurrent()) remember(id, standing)
      return standing
    })
    .finally(() => {
      if (isCurrent()) asking.delete(id)
    })
}

function outOfPatience(): Promise<never> {
  return new Promise((_resolve, reject) => {
    const error = new AppError('unavailable', 'The database does not answer.')
    setTimeout(() => reject(error), patienceMs).unref()
  })
}

async function currentStanding(claims: SessionClaims, nowMs: number): Promise<Standing | null> {
  const known = remembered.get(claims.id) ?? null
  const isNewerSession = known?.account != null && claims.sessionVersion > known.account.sessionVersion
  if (known && !isNewerSession && nowMs - known.checkedAtMs < revalidateAfterMs) return known
  if (nowMs < shared.restingUntilMs) return known
  try {
    return await Promise.race([askOnce(claims.id, nowMs), outOfPatience()])
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
    shared.restingUntilMs = nowMs + restMs
    return known
  }
}

/**
 * What a session is worth now: its claims with today's name and roles, or null when the account is gone, disabled, or the
 * session was ended, by its owner or for all of the account. Asks the database at most once in 40 s and person; while it is away the last word counts, and with
 * none the token's own, so that people who are signed in go on.
 */
export async function revalidate(
  claims: SessionClaims,
  sessionId: string,
  nowMs: number,
): Promise<SessionClaims | null> {
  const standing = await currentStanding(claims, nowMs)
  if (!standing) return claims
  const { account } = standing
  if (!account || account.disabled || account.sessionVersion > claims.sessionVersion) return null
  if (account.endedSessions.has(sessionId)) return null
  const { id, email, name, roles } = account
  return { id, email, name, roles, sessionVersion: claims.sessionVersion }
}

/**
 * Drops what is remembered of a person whose account was changed here, and what is being asked of the account as it was, so that this
 * process acts on the change at once. Call after the commit.
 */
export function forgetStanding(id: string): void {
  remembered.delete(id)
  asking.delete(id)
}
