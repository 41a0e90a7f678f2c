import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { createUserSchema } from '@/lib/access/schema'
import { createUser } from '@/lib/access/server/create-user'
import { auditQuerySchema } from '@/lib/audit/schema'
import { listAuditEntries } from '@/lib/audit/server/list-audit-entries'
import type { Actor } from '@/lib/auth/model'
import { db } from '@/lib/db/instance'
import { updateDialPlanSchema, voicemailTenantQuerySchema } from '@/lib/dial-plan/schema'
import { getDialPlan } from '@/lib/dial-plan/server/get-dial-plan'
import { listDialPlanHistory } from '@/lib/dial-plan/server/list-dial-plan-history'
import { listVoicemailTenants } from '@/lib/dial-plan/server/list-voicemail-tenants'
import { updateDialPlan } from '@/lib/dial-plan/server/update-dial-plan'
import { AppError } from '@/lib/errors'
import { recordQuerySchema } from '@/lib/explore/input-schema'
import { recordQuery } from '@/lib/explore/server/record-query'
import { forgetMappingsSchema, importsQuerySchema } from '@/lib/imports/schema'
import { forgetMappings } from '@/lib/imports/server/forget-mappings'
import { listImports } from '@/lib/imports/server/get-import'
import { actor, add, author, bulkWorld } from '@/lib/testing/bulk-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { writeCursor } from './cursor'
import {
  createMailboxSchema,
  historyQuerySchema,
  mailboxFilterSchema,
  mailboxQuerySchema,
  mailboxSearchQuerySchema,
  numberHoldersQuerySchema,
} from './schema'
import { createMailbox } from './server/create-mailbox'
import { findNumberHolders } from './server/find-number-holders'
import { getMailbox } from './server/get-mailbox'
import { countMailboxes, listMailboxes } from './server/list-mailboxes'
import { searchMailboxes } from './server/search-mailboxes'
import { mailboxSortFields } from './vocabulary'

bulkWorld()

const everybody: Actor & { kind: 'user' } = { ...(actor as Actor & { kind: 'user' }), roles: ['administrator'] }

/** What an address or a body can hold: NUL, halves of characters, what SQL, LIKE and tsquery read, and plain words. */
const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...`a1 %_'"\\-:*&|!()\n界ﬁİ`, '\0', '\ud83d', '\ude00', '😀', '\uFFFD'),
    maxLength: 12,
  }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '9999999999999999999',
    '-1',
    '1e309',
    'NaN',
    'null',
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00.000Z',
  ),
)
const cursors = fc.oneof(
  hostile,
  fc
    .tuple(fc.constantFrom(...mailboxSortFields), fc.constantFrom('asc' as const, 'desc' as const), hostile)
    .map(([sort, order, value]) => writeCursor({ sort, order }, { value, id: '019a0000-0000-7000-8000-000000000001' })),
)

/**
 * Either refused by its schema, or answered; an error that the verb means (`not-found`) is an answer. What PostgreSQL has to refuse was
 * forgotten in a schema, though it would be no fault to whoever asked.
 */
async function isSettled<Schema extends z.ZodType>(
  schema: Schema,
  asked: unknown,
  verb: (parsed: z.output<Schema>) => Promise<unknown>,
): Promise<void> {
  const parsed = schema.safeParse(asked)
  if (!parsed.success) return
  try {
    await verb(parsed.data)
  } catch (error) {
    if (!(error instanceof AppError) || (error.code === 'invalid-input' && error.cause)) throw error
  }
}

const query = (record: Record<string, fc.Arbitrary<unknown>>) => fc.record(record, { requiredKeys: [] })
const runs = { numRuns: 150 }

describe('whatever is asked', () => {
  it('of the list of mailboxes is refused or answered', async () => {
    await add('1', { owner: 'Ada İnce', locale: 'de-CH' })
    const filter = {
      q: hostile,
      locale: hostile,
      timeZone: hostile,
      profile: hostile,
      greeting: hostile,
      type: hostile,
    }
    const order = {
      sort: fc.constantFrom(...mailboxSortFields),
      order: fc.constantFrom('asc', 'desc'),
      deleted: fc.constantFrom('true', 'false'),
      cursor: cursors,
    }
    await fc.assert(
      fc.asyncProperty(query({ ...filter, ...order }), (asked) =>
        isSettled(mailboxQuerySchema, asked, (parsed) => listMailboxes('t1', parsed)),
      ),
      { numRuns: 400 },
    )
    await fc.assert(
      fc.asyncProperty(query(filter), (asked) =>
        isSettled(mailboxFilterSchema, asked, (parsed) => countMailboxes('t1', parsed)),
      ),
      runs,
    )
  })

  it('for the page behind a cursor of each order is refused or answered', async () => {
    await add('1')
    const orders = fc.record({ sort: fc.constantFrom(...mailboxSortFields), order: fc.constantFrom('asc', 'desc') })
    await fc.assert(
      fc.asyncProperty(orders, hostile, ({ sort, order }, value) => {
        const cursor = writeCursor({ sort, order: order === 'asc' ? 'asc' : 'desc' }, { value, id: everybody.id })
        return isSettled(mailboxQuerySchema, { sort, order, cursor }, (parsed) => listMailboxes('t1', parsed))
      }),
      runs,
    )
  })

  it('of searches and other lists is refused or answered', async () => {
    const lists: [z.ZodType, string[], (parsed: never) => Promise<unknown>][] = [
      [mailboxSearchQuerySchema, ['q'], ({ q }: { q: string }) => searchMailboxes('t1', q, 8)],
      [numberHoldersQuerySchema, ['number'], ({ number }: { number: string }) => findNumberHolders('t1', number)],
      [voicemailTenantQuerySchema, ['q'], listVoicemailTenants],
      [
        auditQuerySchema,
        ['action', 'entityType', 'entityId', 'tenantId', 'requestId', 'actor', 'from', 'to', 'cursor'],
        (parsed: z.output<typeof auditQuerySchema>) => listAuditEntries(everybody, parsed),
      ],
      [importsQuerySchema, ['cursor', 'state'], (parsed: never) => listImports('t1', parsed)],
      [forgetMappingsSchema, ['kind', 'key'], (parsed: never) => forgetMappings(author, 't1', parsed)],
      [historyQuerySchema, ['cursor'], ({ cursor }: { cursor?: string }) => listDialPlanHistory('t1', cursor, 5)],
    ]
    for (const [schema, names, verb] of lists) {
      const asked = query(Object.fromEntries(names.map((name) => [name, hostile])))
      await fc.assert(
        fc.asyncProperty(asked, (given) => isSettled(schema, given, verb as (parsed: unknown) => Promise<unknown>)),
        runs,
      )
    }
    await fc.assert(
      fc.asyncProperty(hostile, (key) =>
        isSettled(forgetMappingsSchema, { kind: 'column', key }, (parsed) => forgetMappings(author, 't1', parsed)),
      ),
      runs,
    )
  })
})

describe('whatever is written', () => {
  it('into names and texts is refused, or kept as it is', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const profile = createProfileSchema.safeParse({ name: text, emailSubject: text, emailBody: text })
        await isSettled(createProfileSchema, { name: text, emailSubject: text, emailBody: text }, async (parsed) => {
          expect(await createProfile(author, 't1', parsed)).toMatchObject(profile.data ?? {})
        })
        await isSettled(createProfileSchema, { name: 'Text', emailBody: text }, async (parsed) => {
          const { id, emailBody } = await createProfile(author, 't1', parsed)
          await db().voicemailProfile.delete({ where: { id } })
          expect(emailBody).toBe(text)
        })
        number += 1
        await isSettled(createMailboxSchema, { number: String(number), type: 'agent', owner: text }, async (parsed) => {
          const { id } = await createMailbox(author, 't1', parsed)
          expect((await getMailbox('t1', id)).owner).toBe(text.trim())
        })
      }),
      runs,
    )
  })

  it('into the dial plan, accounts and kept queries is refused, or kept as it is', async () => {
    let account = 0
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { version } = await getDialPlan('t1')
        await isSettled(updateDialPlanSchema, { switchName: text }, async (parsed) => {
          expect((await updateDialPlan(author, 't1', version, parsed)).switchName).toBe(text.trim() || null)
        })
        await isSettled(recordQuerySchema, { query: text, mode: 'range', region: text }, (parsed) =>
          recordQuery(everybody, parsed),
        )
        account += 1
        const user = { email: `a${account}@example.org`, name: text, roles: ['viewer'] }
        await isSettled(createUserSchema, user, async (parsed) => {
          expect((await createUser({ actor: everybody }, parsed)).user.name).toBe(text.trim())
        })
      }),
      { numRuns: 40 },
    )
  })
})
