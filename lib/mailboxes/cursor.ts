import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { storableText } from '@/lib/format/storable-text'
import { mailboxNumberSchema } from './schema'
import { type MailboxSortField, mailboxLimits, mailboxSortFields } from './vocabulary'

const cursorSchema = z.tuple([z.enum(mailboxSortFields), z.enum(['asc', 'desc']), z.string(), z.uuid()])

/** What the last row of a page in each order can have: PostgreSQL compares it with a column and must be able to read it. */
const valueSchemas: Readonly<Record<MailboxSortField, z.ZodType<string>>> = {
  number: mailboxNumberSchema,
  // In small letters, of which some are longer than the capital.
  owner: storableText().max(3 * mailboxLimits.ownerLength),
  // It knows no year 0.
  updated: z.iso.datetime({ precision: 3 }).refine((text) => !text.startsWith('0000')),
}

/** Where a page ended: the last row's sort value and id. */
export type Cursor = { value: string; id: string }
export type Ordering = { sort: MailboxSortField; order: 'asc' | 'desc' }

export function writeCursor({ sort, order }: Ordering, { value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, order, value, id])).toString('base64url')
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

/** Throws `invalid-input` for what is no cursor, and for one of another order: its page would begin anywhere. */
export function readCursor(text: string, { sort, order }: Ordering): Cursor {
  const parsed = cursorSchema.safeParse(decode(text))
  const isOurs = parsed.success && parsed.data[0] === sort && parsed.data[1] === order
  if (!isOurs || !valueSchemas[sort].safeParse(parsed.data[2]).success) {
    const message = 'is not the cursor of a page in this order'
    throw new AppError('invalid-input', `cursor: ${message}`, {
      action: 'Begin again without a cursor.',
      fields: [{ path: 'cursor', message }],
    })
  }
  return { value: parsed.data[2], id: parsed.data[3] }
}
