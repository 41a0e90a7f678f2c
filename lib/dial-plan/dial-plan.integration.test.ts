import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { updateVoicemailSystem } from '@/lib/mailboxes/server/update-voicemail-system'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { chooseVoicemailTenant } from './server/choose-voicemail-tenant'
import { getVoicemailTenant } from './server/get-voicemail-tenant'
import { listDialPlanHistory } from './server/list-dial-plan-history'
import { listVoicemailTenants } from './server/list-voicemail-tenants'
import { updateDialPlan } from './server/update-dial-plan'

let test: TestDatabase

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
  await db().tenant.deleteMany()
})

async function add(id: string, name = id) {
  await db().tenant.create({ data: { id, name, region: 'default', cloud: 'azure', portalUrl: 'https://t.example/' } })
}
const find = async (q: string, limit = 20) => {
  const { items, more } = await listVoicemailTenants({ q, limit })
  return [items.map(({ id }) => id), more]
}

describe('the tenant of a voicemail page', () => {
  it('has a name and says whether voicemail is on', async () => {
    await add('t1', 'Harbour')
    expect(await getVoicemailTenant('t1')).toEqual({ id: 't1', name: 'Harbour', voicemailEnabled: false })
    await db().dialPlan.update({ where: { tenantId: 't1' }, data: { voicemailEnabled: true } })
    expect(await getVoicemailTenant('t1')).toMatchObject({ voicemailEnabled: true })
    await expect(getVoicemailTenant('t2')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is found by words of its id and name, wherever they stand, and the exact id comes first', async () => {
    await add('t10', 'Northern Harbour')
    await add('xt1', 'Old Harbour')
    await add('t1', 'Southern Mill')
    await add('T12', '100% rail_way')
    expect(await find('t1')).toEqual([['t1', 't10', 'T12', 'xt1'], false])
    expect(await find(' HARBOUR  north ')).toEqual([['t10'], false])
    expect(await find('harbour', 1)).toEqual([['t10'], true])
    expect(await find('nobody')).toEqual([[], false])
  })

  it('is found by what was typed and not by a pattern', async () => {
    await add('t1', '100% rail_way')
    await add('t2', '1000 railways')
    expect(await find('0%')).toEqual([['t1'], false])
    expect(await find('l_w')).toEqual([['t1'], false])
    expect(await find("' OR 1=1 --")).toEqual([[], false])
  })

  it('is the remembered one while it exists, else the first, else none', async () => {
    expect(await chooseVoicemailTenant('t2')).toBeNull()
    await add('t3')
    await add('t2')
    expect(await chooseVoicemailTenant('t3')).toBe('t3')
    for (const stale of ['t9', '', undefined, '../t3', 'x'.repeat(5000), '\u0000']) {
      expect(await chooseVoicemailTenant(stale)).toBe('t2')
    }
  })
})

describe('the history of a dial plan', () => {
  const actor: Actor = {
    kind: 'user',
    id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
    name: 'Ada',
    email: 'ada@example.org',
    roles: ['voicemail-administrator'],
  }

  it('is what was done to it and to the system values of the same tenant, newest first, in pages', async () => {
    await add('h1')
    await add('h2')
    await updateDialPlan({ actor }, 'h1', 1, { voicemailEnabled: true })
    await updateVoicemailSystem({ actor }, 'h1', 1, { locale: 'de-CH' })
    await updateDialPlan({ actor }, 'h1', 2, { switchName: 'SIP_Switch' })
    await updateDialPlan({ actor }, 'h2', 1, { voicemailEnabled: true })
    const first = await listDialPlanHistory('h1', undefined, 2)
    expect(first.items.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['dial-plan.update', 'Ada'],
      ['voicemail-system.update', 'Ada'],
    ])
    const second = await listDialPlanHistory('h1', first.nextCursor ?? '', 2)
    expect(second).toMatchObject({ nextCursor: null, items: [{ after: { voicemailEnabled: true }, ip: null }] })
    await expect(listDialPlanHistory('nobody', undefined, 2)).rejects.toMatchObject({ code: 'not-found' })
  })
})
