import { afterAll, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { jobs } from '@/lib/jobs/instance'
import { advanceBulkEdit } from '@/lib/mailboxes/server/advance-bulk-edit'
import { replaceProfile } from '@/lib/mailboxes/server/replace-profile'
import { add, author, checked, header, importWorld, live, workOff } from '@/lib/testing/import-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { getImport } from './server/get-import'
import { confirmImport } from './server/steer-import'

importWorld()
// Before the database goes.
afterAll(() => jobs().stop(1000))
beforeEach(() => db().bulkEdit.deleteMany())

const addProfile = (name: string) => createProfile(author, 't1', createProfileSchema.parse({ name }))
const apply = async (id: string) => {
  await confirmImport(author, 't1', id, { mode: 'good', beyondGuard: true })
  await workOff()
  return getImport('t1', id)
}

it('an import that gives a profile while it is replaced loses nothing: its mailboxes move on', async () => {
  const [sales, support] = [await addProfile('Sales'), await addProfile('Support')]
  await add('1', { profileId: sales.id })
  const one = await checked(`${header},2,Two,,,,Vertrieb\n`, { profiles: { Vertrieb: sales.id } })
  await replaceProfile(author, 't1', sales.id, 1, support.id)
  await advanceBulkEdit()
  expect((await apply(one.id)).results).toEqual({ applied: 1 })
  expect((await live('2'))?.profileId).toBe(sales.id)
  while (await advanceBulkEdit());
  expect([(await live('1'))?.profileId, (await live('2'))?.profileId]).toEqual([support.id, support.id])
  expect(await db().voicemailProfile.count({ where: { id: sales.id } })).toBe(0)
})

it('an import that would give a profile after it was replaced says so', async () => {
  const [sales, support] = [await addProfile('Sales'), await addProfile('Support')]
  const one = await checked(`${header},2,Two,,,,Vertrieb\n`, { profiles: { Vertrieb: sales.id } })
  await replaceProfile(author, 't1', sales.id, 1, support.id)
  while (await advanceBulkEdit());
  expect((await apply(one.id)).results).toEqual({ 'profile-deleted-since-check': 1 })
  expect(await live('2')).toBeNull()
})
