import { AppError } from '@/lib/errors'

/** A failed command's last words: what happened and what to do, no stack unless it is a fault of ours. */
export function explain(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (error.upstream?.source === 'postgresql') {
    const { cause } = error
    const said = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
    return `The database cannot be reached (${said}). Check DATABASE_URL and that PostgreSQL runs.`
  }
  return error.action ? `${error.message} ${error.action}` : error.message
}
