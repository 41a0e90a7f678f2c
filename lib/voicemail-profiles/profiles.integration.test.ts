import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { updateDialPlanSchema } from '@/lib/dial-plan/schema'
import { getDialPlan } from '@/lib/dial-plan/server/get-dial-plan'
import { updateDialPlan } from '@/lib/dial-plan/server/update-dial-plan'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { deleteMailbox } from '@/lib/mailboxes/server/delete-mailbox'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { createProfileSchema } from './schema'
import { createProfile } from './server/create-profile'
import { deleteProfile } from './server/delete-profile'
import { getProfile } from './server/get-profile'
import { getProfileReach } from './server/get-profile-reach'
import { listProfiles } from './server/list-profiles'
import { updateProfile } from './server/update-profile'

let test: TestDatabase
const administrator: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
const author = { actor: administrator, requestId: 'request-1' }
const viewer = { actor: { ...administrator, roles: ['viewer' as const] } }

beforeAll(async () => {
  test = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: test.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
})
afterAll(async () => {
  await closeDatabase()
  await test?.stop()
})
beforeEach(async () => {
  await db().mailbox.deleteMany()
  await db().tenant.deleteMany()
  await db().tenant.create({
    data: { id: 't1', name: 't1', region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' },
  })
})

const add = (name: string, more: object = {}) =>
  createProfile(author, 't1', createProfileSchema.parse({ name, ...more }))
const addMailbox = (number: string, profileId: string | null) =>
  createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: 'Ada', profileId }))
const auditOf = (id: string) => db().auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
const systemProfile = () => db().voicemailProfile.findFirstOrThrow({ where: { tenantId: 't1', builtIn: true } })

describe('profiles', () => {
  it('begin with the built-in one, and count their mailboxes', async () => {
    const sales = await add('Sales')
    await addMailbox('1', sales.id)
    await addMailbox('2', null)
    await addMailbox('3', (await systemProfile()).id)
    expect(
      (await listProfiles('t1')).items.map(({ name, builtIn, mailboxCount }) => [name, builtIn, mailboxCount]),
    ).toEqual([
      ['SystemProfile', true, 2],
      ['Sales', false, 1],
    ])
    expect(await getProfile('t1', sales.id)).toMatchObject({ name: 'Sales', mailboxCount: 1 })
  })

  it('have names of their own, however they are written', async () => {
    await add('Sales')
    await expect(add('SALES')).rejects.toMatchObject({ code: 'conflict', fields: [{ path: 'name' }] })
  })

  it('change with their audit row, one winner at a time', async () => {
    const sales = await add('Sales')
    expect(await updateProfile(author, 't1', sales.id, 1, { maxMessageCount: 5 })).toMatchObject({
      maxMessageCount: 5,
      version: 2,
    })
    await expect(updateProfile(author, 't1', sales.id, 1, { maxMessageCount: 6 })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await auditOf(sales.id)).at(-1)).toMatchObject({
      before: { maxMessageCount: 100 },
      after: { maxMessageCount: 5 },
    })
  })

  it('send nothing without a sender, also when the two come apart', async () => {
    const sales = await add('Sales')
    const refused = { code: 'invalid-input', fields: [{ path: 'emailFromAddress' }] }
    await expect(updateProfile(author, 't1', sales.id, 1, { emailNotification: true })).rejects.toMatchObject(refused)
    await updateProfile(author, 't1', sales.id, 1, { emailNotification: true, emailFromAddress: 'vm@example.org' })
    await expect(updateProfile(author, 't1', sales.id, 2, { emailFromAddress: null })).rejects.toMatchObject(refused)
  })

  it('that are built in may be edited, not renamed or deleted', async () => {
    const { id } = await systemProfile()
    expect(await updateProfile(author, 't1', id, 1, { retentionDays: 10 })).toMatchObject({ retentionDays: 10 })
    await expect(updateProfile(author, 't1', id, 2, { name: 'Mine' })).rejects.toMatchObject({
      fields: [{ path: 'name' }],
    })
    await expect(deleteProfile(author, 't1', id, 2)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('go when no mailbox has them', async () => {
    const sales = await add('Sales')
    await deleteProfile(author, 't1', sales.id, 1)
    await expect(getProfile('t1', sales.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await auditOf(sales.id)).at(-1)).toMatchObject({
      action: 'voicemail-profile.delete',
      before: { name: 'Sales' },
    })
    await expect(deleteProfile(author, 't1', sales.id, 1)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('say who would still need them, deleted mailboxes too', async () => {
    const sales = await add('Sales')
    await addMailbox('1', sales.id)
    const gone = await addMailbox('2', sales.id)
    await deleteMailbox(author, 't1', gone.id, 1)
    await expect(deleteProfile(author, 't1', sales.id, 1)).rejects.toThrow(
      'The profile Sales is in use: by 1 mailbox and 1 deleted mailbox that can still be restored.',
    )
  })

  it('reach the mailboxes that use them and have no value of their own', async () => {
    const sales = await add('Sales')
    const addWith = (number: string, own: object) =>
      createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: 'Ada', ...own }))
    await addWith('1', { profileId: sales.id })
    await addWith('2', { profileId: sales.id, maxMessageCount: 5 })
    await addWith('3', { profileId: sales.id, maxMessageCount: 5, maxDurationSeconds: 9 })
    const gone = await addWith('4', { profileId: sales.id })
    await deleteMailbox(author, 't1', gone.id, 1)
    await addWith('5', {})
    await addWith('6', { profileId: (await systemProfile()).id, maxDurationSeconds: 9 })
    expect(await getProfileReach('t1', sales.id)).toEqual({
      mailboxes: 3,
      inheriting: { maxMessageCount: 1, maxDurationSeconds: 2 },
    })
    expect(await getProfileReach('t1', (await systemProfile()).id)).toEqual({
      mailboxes: 2,
      inheriting: { maxMessageCount: 2, maxDurationSeconds: 1 },
    })
    await expect(getProfileReach('t2', sales.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are for people with leave', async () => {
    await expect(createProfile(viewer, 't1', createProfileSchema.parse({ name: 'x' }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(createProfile(author, 'nobody', createProfileSchema.parse({ name: 'x' }))).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('the dial plan', () => {
  it('is there from the tenant’s first moment, with voicemail off', async () => {
    expect(await getDialPlan('t1')).toMatchObject({
      voicemailEnabled: false,
      callingProfile: null,
      version: 1,
      mailboxCount: 0,
    })
    await expect(getDialPlan('nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('switches voicemail on, once', async () => {
    await addMailbox('1', null)
    const change = updateDialPlanSchema.parse({
      voicemailEnabled: true,
      switchName: ' SIP_Switch ',
      callingProfile: '',
    })
    expect(await updateDialPlan(author, 't1', 1, change)).toMatchObject({
      voicemailEnabled: true,
      switchName: 'SIP_Switch',
      callingProfile: null,
      mailboxCount: 1,
      version: 2,
    })
    await expect(updateDialPlan(author, 't1', 1, { voicemailEnabled: false })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(updateDialPlan(viewer, 't1', 2, { voicemailEnabled: false })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await auditOf('t1')).at(-1)).toMatchObject({
      action: 'dial-plan.update',
      before: { voicemailEnabled: false },
    })
  })
})
