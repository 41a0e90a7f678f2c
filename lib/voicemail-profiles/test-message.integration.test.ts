import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { type MailRelay, startMailRelay } from '@/lib/testing/mail-relay'
import { sendTestMessage } from './server/send-test-message'
import { whyNoTestMessage } from './server/why-no-test-message'
import { testMessageSchema } from './test-message-schema'
import { testMessageLimit } from './vocabulary'

let test: TestDatabase
let relay: MailRelay
let person = 0

/** Somebody new for each test: what one sent counts against nobody else. */
function administrator(): Extract<Actor, { kind: 'user' }> {
  person += 1
  const id = `01a1fa73-d073-71cf-bcbc-${String(person).padStart(12, '0')}`
  return { kind: 'user', id, name: 'Ada', email: 'ada@example.org', roles: ['voicemail-administrator'] }
}

const message = testMessageSchema.parse({
  to: 'ada@example.org',
  profileId: null,
  emailFromAddress: 'voicemail@example.org',
  emailSubject: 'From <CallerID>',
  emailBody: '<b>Mailbox</b> <MailboxID>',
})
const asked = (actor: Extract<Actor, { kind: 'user' }>) => db().auditEntry.findMany({ where: { actorId: actor.id } })

beforeAll(async () => {
  test = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: test.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
  const place = { region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' }
  await db().tenant.create({ data: { id: 't1', name: 't1', ...place } })
})
afterAll(async () => {
  await closeDatabase()
  await test?.stop()
})
beforeEach(async () => {
  relay = await startMailRelay()
  process.env.SMTP_URL = relay.url
})
afterEach(async () => {
  delete process.env.SMTP_URL
  await relay.close()
})

describe('a test message', () => {
  it('goes out as plain text with sample values, and stands in the audit log', async () => {
    const actor = administrator()
    const sent = await sendTestMessage({ actor, requestId: 'request-1' }, 't1', message)
    expect(sent).toMatchObject({ to: 'ada@example.org', response: expect.stringMatching(/^250 /) })
    expect(relay.messages).toHaveLength(1)
    expect(relay.messages[0]?.data).toContain('Subject: From +1 650 555 0142')
    expect(relay.messages[0]?.data).toContain('<b>Mailbox</b> 0042107')
    expect(relay.messages[0]?.data).not.toMatch(/text\/html/i)
    expect(await asked(actor)).toMatchObject([
      {
        action: 'voicemail-profile.test',
        tenantId: 't1',
        requestId: 'request-1',
        after: { to: 'ada@example.org', from: 'voicemail@example.org', subject: 'From +1 650 555 0142' },
      },
    ])
  })

  it('says why not, without a relay', async () => {
    expect(whyNoTestMessage()).toBeNull()
    delete process.env.SMTP_URL
    expect(whyNoTestMessage()).toMatch(/SMTP_URL is not set/)
    const actor = administrator()
    await expect(sendTestMessage({ actor }, 't1', message)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await asked(actor)).toEqual([])
  })

  it('that the relay refuses fails with its answer', async () => {
    await relay.close()
    relay = await startMailRelay({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('Relaying denied'), { responseCode: 550 })),
    })
    process.env.SMTP_URL = relay.url
    await expect(sendTestMessage({ actor: administrator() }, 't1', message)).rejects.toMatchObject({
      code: 'upstream-failed',
      message: expect.stringMatching(/refuses the recipient\. It answered: .*550 Relaying denied/),
    })
  })

  it('is for people with leave, tenants that exist and profiles of theirs', async () => {
    const actor = administrator()
    const viewer = { ...actor, roles: ['viewer' as const] }
    await expect(sendTestMessage({ actor: viewer }, 't1', message)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(sendTestMessage({ actor }, 'nobody', message)).rejects.toMatchObject({ code: 'not-found' })
    const profileId = '01a1fa73-d073-71cf-bcbc-ffffffffffff'
    await expect(sendTestMessage({ actor }, 't1', { ...message, profileId })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(relay.messages).toEqual([])
  })

  it('is one of a few: two at once cannot both be the last', async () => {
    const actor = administrator()
    const all = Array.from({ length: testMessageLimit.messages + 3 }, () =>
      sendTestMessage({ actor }, 't1', message).then(
        () => 'sent',
        (error: { code: string }) => error.code,
      ),
    )
    const outcomes = await Promise.all(all)
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(testMessageLimit.messages)
    expect(outcomes.filter((outcome) => outcome === 'rate-limited')).toHaveLength(3)
    expect(relay.messages).toHaveLength(testMessageLimit.messages)
    await sendTestMessage({ actor: administrator() }, 't1', message)
  })
})

describe('what a test message may be', () => {
  it.each([
    [{ to: 'ada@example.org\r\nBcc: eve@example.org' }, 'to'],
    [{ to: 'ada@example.org, eve@example.org' }, 'to'],
    [{ emailFromAddress: null }, 'emailFromAddress'],
    [{ emailSubject: 'a\nb' }, 'emailSubject'],
    [{ emailBody: 'Hi <Nobody>' }, 'emailBody'],
  ])('%j is refused', (change, path) => {
    const { error } = testMessageSchema.safeParse({ ...message, ...change })
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })
})
