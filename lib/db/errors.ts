import { AppError, type FieldIssue } from '@/lib/errors'
import { fieldByCheck } from './field-by-check'

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'P1000', // password refused
  'P1001', // not reachable
  'P1003', // no such database
  'P1010', // access denied
  'P1017', // connection closed
  '08000',
  '08001',
  '08003',
  '08006',
  '28000',
  '28P01',
  '3D000',
  '53300', // too many connections
  '57P01', // stopped by an administrator
  '57P02',
  '57P03', // starting up
])

const timeoutCodes = new Set(['ETIMEDOUT', 'P1002', 'P1008', 'P2024', 'P2028', '55P03', '57014'])

/** The server or Prisma cut the work off: a lock or a statement that took too long, which may be the work's own fault. */
const cutOffCodes = new Set(['P2028', '55P03', '57014'])

/** What PostgreSQL cannot read or keep. Schemas refuse it first; where one does not, it is still no fault of the console's. */
const unreadableCodes = new Set([
  '22021', // a NUL character
  '22P05', // a character that is none, in JSON
  '22P02', // no such value of a type
  '22007', // no date
  '22008', // a date out of range
  '22003', // a number out of range
])

/** Said by a server that is there and well. */
const refusedToWait = new Set(['55P03', '57014'])

const networkKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TlsConnectionError',
  'AuthenticationFailed',
  'DatabaseDoesNotExist',
  'DatabaseAccessDenied',
  'TooManyConnections',
])

/** What node-postgres says in words only, without a code. */
const networkWords =
  /Connection terminated unexpectedly|Client has encountered a connection error|server closed the connection/i
const timeoutWords =
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout|Query read timeout/i

/** The links of a chain of causes, outermost first; also Prisma's `meta.driverAdapterError`. At most eight, in case it bites its tail. */
function links(error: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && found.length < 8) {
    const next = queue.shift()
    if (typeof next !== 'object' || next === null) continue
    const link = next as Record<string, unknown>
    found.push(link)
    const meta = link.meta as Record<string, unknown> | undefined
    queue.push(link.cause, meta?.driverAdapterError, ...(Array.isArray(link.errors) ? link.errors : []))
  }
  return found
}

function reachFailure(chain: Record<string, unknown>[]): 'network' | 'timeout' | null {
  for (const link of chain) {
    const codes = [link.code, link.originalCode].filter((code) => typeof code === 'string')
    const message = typeof link.message === 'string' ? link.message : ''
    if (codes.some((code) => timeoutCodes.has(code)) || link.kind === 'SocketTimeout' || timeoutWords.test(message)) {
      return 'timeout'
    }
    if (
      codes.some((code) => networkCodes.has(code)) ||
      networkKinds.has(String(link.kind)) ||
      networkWords.test(message)
    ) {
      return 'network'
    }
  }
  return null
}

function hasCode(chain: Record<string, unknown>[], wanted: ReadonlySet<string>): boolean {
  return chain.some((link) =>
    [link.code, link.originalCode].some((code) => typeof code === 'string' && wanted.has(code)),
  )
}

/** Whether a database that is there cut the work off because it took too long. Looks down the causes, also of an AppError. */
export function isCutOff(error: unknown): boolean {
  return hasCode(links(error), cutOffCodes)
}

/** The driver names the index; forms know fields. An index that is not listed here is named as it is. */
const fieldByIndex: Readonly<Record<string, string>> = {
  users_email_key: 'email',
  tenants_pkey: 'id',
  voicemail_profiles_tenant_id_name_key: 'name',
  mailboxes_tenant_id_number_key: 'number',
}

/** Fields of a violated unique constraint; null when it is another error, [] when the driver does not say which. */
function doubledFields(chain: Record<string, unknown>[]): string[] | null {
  if (
    !chain.some((link) => link.code === 'P2002' || link.code === '23505' || link.kind === 'UniqueConstraintViolation')
  ) {
    return null
  }
  for (const link of chain) {
    const constraint = link.constraint as { fields?: string[]; index?: string } | string | undefined
    if (typeof constraint === 'object' && constraint.fields) return constraint.fields
    const index = typeof constraint === 'string' ? constraint : constraint?.index
    if (index) return [fieldByIndex[index] ?? index]
  }
  return []
}

const checkCodes: ReadonlySet<string> = new Set(['23514'])

/** The field whose rule was broken, and null for a fault. node-postgres names the constraint; Prisma has it in the message only. */
function refusedField(chain: Record<string, unknown>[]): string | null {
  if (!hasCode(chain, checkCodes)) return null
  for (const { constraint, message } of chain) {
    const named = typeof constraint === 'string' ? constraint : /check constraint "(\w+)"/.exec(String(message))?.[1]
    if (named && Object.hasOwn(fieldByCheck, named)) return fieldByCheck[named] ?? null
  }
  return null
}

function invalidField(path: string, cause: unknown): AppError {
  const message = 'is a value that the database does not take'
  return new AppError('invalid-input', `${path}: ${message}`, { fields: [{ path, message }], cause })
}

/** What a person was doing when the database was away decides which sentence helps. */
export type DatabaseUse = 'read' | 'write'

/** Forms keep what was typed, so the first sentence is true of every failed write. */
export const databaseDownSentences: Readonly<Record<DatabaseUse, string>> = {
  write: "Changes can't be saved while the database is down; what you typed stays here.",
  read: 'The database is down, and only it knows this.',
}

const tooSlowSentences: Readonly<Record<DatabaseUse, string>> = {
  write: 'The database stopped this because it took too long; nothing was changed, and what you typed stays here.',
  read: 'The database stopped this because it took too long.',
}

/**
 * Maps what Prisma, its adapter and node-postgres throw to AppError: unreachable or too slow → `unavailable`, a doubled value →
 * `conflict` with its field, two writers → `conflict`, a value against its rule → `invalid-input` with its field, text that no database holds →
 * `invalid-input`. An AppError stays; anything else stays as it is, so that it is logged as a fault.
 */
export function toDatabaseError(error: unknown, use: DatabaseUse = 'write'): unknown {
  if (error instanceof AppError) return error
  const chain = links(error)
  const kind = reachFailure(chain)
  if (kind && hasCode(chain, refusedToWait)) {
    return new AppError('unavailable', tooSlowSentences[use], {
      upstream: { source: 'postgresql', region: 'console', kind },
      action: 'Try again. When it happens again, ask for less at once.',
      cause: error,
    })
  }
  if (kind) {
    return new AppError('unavailable', databaseDownSentences[use], {
      upstream: { source: 'postgresql', region: 'console', kind },
      action: 'Pages that only read go on. Try again when Sources shows PostgreSQL as ok.',
      cause: error,
    })
  }
  const doubled = doubledFields(chain)
  if (doubled) {
    const fields: FieldIssue[] = doubled.map((path) => ({ path, message: 'is already taken' }))
    return new AppError('conflict', `Already taken: ${doubled.join(', ') || 'a value that must be unique'}.`, {
      fields,
      cause: error,
    })
  }
  const refused = refusedField(chain)
  if (refused) return invalidField(refused, error)
  if (chain.some((link) => link.code === 'P2003' || link.originalCode === '23503')) {
    return new AppError('conflict', 'Something that this refers to, or that refers to this, has changed meanwhile.', {
      action: 'Read it again, then make your change on what is there now.',
      cause: error,
    })
  }
  if (hasCode(chain, unreadableCodes)) {
    return new AppError('invalid-input', 'A value of this request is none that the database can keep or look for.', {
      action: 'Look for odd characters, and for dates and numbers out of all range.',
      cause: error,
    })
  }
  if (chain.some((link) => link.code === 'P2034' || link.originalCode === '40001' || link.originalCode === '40P01')) {
    return new AppError('conflict', 'Someone else changed the same thing at the same moment. Try again.', {
      cause: error,
    })
  }
  return error
}

/** What a conditional update throws when its row has moved on since it was read. */
export function versionConflict(what: string): AppError {
  return new AppError('conflict', `Someone else has changed ${what} since you opened it.`, {
    action: 'Reload to see the change, then make yours again.',
  })
}
