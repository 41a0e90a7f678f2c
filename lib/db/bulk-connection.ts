import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { envPart } from '@/lib/env/env'
import { toDatabaseError } from './errors'

export type BulkConnection = {
  query: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>
  /** Feeds lines of COPY's text format to `COPY … FROM STDIN`, no faster than the server takes them. */
  copyIn: (sql: string, lines: AsyncIterable<string>) => Promise<void>
}

/** A value as COPY's text format has it. */
export function copyCell(value: string | number | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  return /[\\\n\r\t]/.test(value)
    ? value.replace(/[\\\n\r\t]/g, (character) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? '\\\\')
    : value
}

/** Longer than any statement on millions of rows takes; still an end. */
const statementTimeoutMs = 30 * 60_000

/**
 * A connection of its own, outside the pool, for work whose statements run for minutes. It ends with the work; whatever transaction was
 * open then never happened. Throws AppError `unavailable` when the database is away; what `run` throws itself comes back as it is.
 */
export async function withBulkConnection<Result>(
  run: (connection: BulkConnection) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: envPart(['DATABASE_URL']).DATABASE_URL,
    application_name: 'patchboard-bulk',
    connectionTimeoutMillis: 5000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: 5000,
    keepAlive: true,
  })
  // A connection that breaks between two statements says so here and again at the next one.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await run({
      query: async <Row extends object>(sql: string, values: unknown[] = []) =>
        (await client.query<Row>(sql, values)).rows,
      copyIn: (sql, lines) => pipeline(Readable.from(lines, { highWaterMark: 1 }), client.query(copyFrom(sql))),
    })
  } catch (error) {
    throw toDatabaseError(error, 'write')
  } finally {
    await client.end().catch(() => undefined)
  }
}
