import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { databaseDownSentences, isCutOff, toDatabaseError, versionConflict } from './errors'

/** Shapes as Prisma 7.10 and node-postgres 8.23 threw them against PostgreSQL 18.4. */
const unreachable: [string, unknown, 'network' | 'timeout'][] = [
  ['Prisma, connection refused', { name: 'PrismaClientKnownRequestError', code: 'P1001' }, 'network'],
  ['Prisma, wrong password', { code: 'P1000' }, 'network'],
  ['Prisma, no such database', { code: 'P1003' }, 'network'],
  ['pool, connection refused', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'network'],
  ['pool, name not found', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'network'],
  ['pool, both addresses refused', { name: 'AggregateError', errors: [{ code: 'ECONNREFUSED' }] }, 'network'],
  ['server shuts down', { code: '57P01' }, 'network'],
  ['server starts up', { code: '57P03' }, 'network'],
  ['too many connections', { cause: { kind: 'TooManyConnections', cause: '53300' } }, 'network'],
  ['cut off in a transaction', new Error('Connection terminated unexpectedly'), 'network'],
  ['no answer on connecting', new Error('timeout exceeded when trying to connect'), 'timeout'],
  ['frozen server', new Error('Query read timeout'), 'timeout'],
  [
    'statement timeout',
    { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '57014' } } } },
    'timeout',
  ],
  ['no free connection', { code: 'P2028' }, 'timeout'],
]

describe('isCutOff', () => {
  const seen = (named: string) => toDatabaseError(unreachable.find(([name]) => name === named)?.[1])

  it('tells what was too slow from a database that is away', () => {
    expect(isCutOff(seen('statement timeout'))).toBe(true)
    expect(isCutOff(toDatabaseError({ cause: { originalCode: '55P03' } }))).toBe(true)
    expect(isCutOff(toDatabaseError({ code: 'P2028' }))).toBe(true)
    for (const name of ['server starts up', 'frozen server', 'Prisma, connection refused'])
      expect(isCutOff(seen(name))).toBe(false)
    expect(isCutOff(new Error('broken'))).toBe(false)
  })
})

describe('toDatabaseError', () => {
  it.each(unreachable)('%s is unavailable', (name, thrown, kind) => {
    const error = toDatabaseError(thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      code: 'unavailable',
      message:
        name === 'statement timeout'
          ? 'The database stopped this because it took too long; nothing was changed, and what you typed stays here.'
          : "Changes can't be saved while the database is down; what you typed stays here.",
      upstream: { source: 'postgresql', kind },
      cause: thrown,
    })
  })

  it('speaks of reading when nothing was typed', () => {
    expect(toDatabaseError({ code: 'P1001' }, 'read')).toMatchObject({ message: databaseDownSentences.read })
  })

  it('names the field of a doubled value', () => {
    const thrown = {
      code: 'P2002',
      meta: {
        driverAdapterError: { cause: { kind: 'UniqueConstraintViolation', constraint: { index: 'users_email_key' } } },
      },
    }
    expect(toDatabaseError(thrown)).toMatchObject({
      code: 'conflict',
      fields: [{ path: 'email', message: 'is already taken' }],
    })
  })

  it('knows a doubled value of node-postgres, of columns, and of an index without a name', () => {
    expect(toDatabaseError({ code: '23505', constraint: 'tenants_pkey' })).toMatchObject({ fields: [{ path: 'id' }] })
    expect(toDatabaseError({ code: 'P2002', cause: { constraint: { fields: ['a', 'b'] } } })).toMatchObject({
      message: 'Already taken: a, b.',
    })
    expect(toDatabaseError({ code: 'P2002' })).toMatchObject({ code: 'conflict', fields: [] })
  })

  it('names the field of a value against its rule, of Prisma and of node-postgres, and never the value', () => {
    const message = 'new row for relation "mailboxes" violates check constraint "mailboxes_owner_check"'
    const detail = 'Failing row contains (secret).'
    const cause = { kind: 'postgres', code: '23514', originalCode: '23514', message, detail }
    for (const thrown of [
      { code: 'P2039', meta: { driverAdapterError: { cause } } },
      { code: '23514', constraint: 'mailboxes_owner_check', message, detail },
    ]) {
      const told = toDatabaseError(thrown)
      expect(told).toMatchObject({ code: 'invalid-input', fields: [{ path: 'owner' }] })
      expect(String(told)).not.toMatch(/secret|constraint/)
    }
  })

  it('takes a broken rule of the program’s own, or of a trigger, for a fault', () => {
    for (const thrown of [
      { code: '23514', constraint: 'mailbox_imports_state_check' },
      { code: '23514', message: 'mailbox 1 has no audio for its greeting personal' },
      { code: '23514', constraint: 'toString' },
    ])
      expect(toDatabaseError(thrown)).toBe(thrown)
  })

  it('refuses text that no database holds', () => {
    expect(
      toDatabaseError({ code: 'P2039', meta: { driverAdapterError: { cause: { code: '22021' } } } }),
    ).toMatchObject({
      code: 'invalid-input',
    })
    expect(toDatabaseError({ code: '22P05' })).toMatchObject({ code: 'invalid-input' })
  })

  it('calls a reference to what is gone a conflict', () => {
    expect(toDatabaseError({ code: 'P2003' })).toMatchObject({ code: 'conflict' })
    expect(toDatabaseError({ cause: { originalCode: '23503' } })).toMatchObject({ code: 'conflict' })
  })

  it('calls two writers at once a conflict', () => {
    expect(toDatabaseError({ code: 'P2034' })).toMatchObject({ code: 'conflict' })
  })

  it.each(['22021', '22P05', '22P02', '22007', '22008', '22003'])(
    'takes a value that cannot be read (%s) for bad input',
    (code) => {
      const message = 'invalid byte sequence for encoding "UTF8": 0x00'
      for (const thrown of [
        { code, message },
        { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: code, message } } } },
      ]) {
        const error = toDatabaseError(thrown)
        expect(error).toMatchObject({ code: 'invalid-input', cause: thrown })
        expect((error as AppError).message).not.toContain('byte')
      }
    },
  )

  it('leaves our own errors and faults as they are', () => {
    const own = versionConflict('this tenant')
    expect(toDatabaseError(own)).toBe(own)
    const fault = new TypeError('x is not a function')
    expect(toDatabaseError(fault)).toBe(fault)
    expect(toDatabaseError(null)).toBeNull()
    expect(toDatabaseError('text')).toBe('text')
  })

  it('ends on a chain of causes that bites its tail', () => {
    const snake: { cause?: unknown } = {}
    snake.cause = snake
    expect(toDatabaseError(snake)).toBe(snake)
  })
})
