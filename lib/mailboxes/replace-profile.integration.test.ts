import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { actor, add, addProfile, auditOf, author, bulkWorld, finish, viewer } from '@/lib/testing/bulk-world'
import { deleteProfile } from '@/lib/voicemail-profiles/server/delete-profile'
import { getProfile } from '@/lib/voicemail-profiles/server/get-profile'
import { listProfiles } from '@/lib/voicemail-profiles/server/list-profiles'
import { updateProfile } from '@/lib/voicemail-profiles/server/update-profile'
import { advanceBulkEdit, type TurnSizes } from './server/advance-bulk-edit'
import { cancelBulkEdit } from './server/cancel-bulk-edit'
import { deleteMailbox } from './server/delete-mailbox'
import { getBulkEdit } from './server/get-bulk-edit'
import { getMailbox } from './server/get-mailbox'
import { replaceProfile } from './server/replace-profile'
import { undoBulkEdit } from './server/undo-bulk-edit'
import { updateMailbox } from './server/update-mailbox'

bulkWorld()

/** Small ones, so that a handful of mailboxes takes many turns. */
const sizes: TurnSizes = { found: 10, changed: 4 }
const systemProfile = () => db().voicemailProfile.findFirstOrThrow({ where: { tenantId: 't1', builtIn: true } })
const having = (profileId: string | null) => db().mailbox.count({ where: { profileId } })
const replace = (from: { id: string }, to: { id: string }) => replaceProfile(author, 't1', from.id, 1, to.id)

async function addMany(count: number, profileId: string): Promise<string[]> {
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) ids.push((await add(String(number), { profileId })).id)
  return ids
}

describe('a profile that is replaced', () => {
  it('goes when every mailbox has the other, deleted ones among them, each with its audit row', async () => {
    const [sales, support] = [await addProfile('Sales'), await addProfile('Support')]
    const [used, gone] = await addMany(2, sales.id)
    await deleteMailbox(author, 't1', gone ?? '', 1)
    const { id, previewedTotal } = await replace(sales, support)
    expect(previewedTotal).toBe(2)
    expect(await finish(id)).toMatchObject({ state: 'done', total: 2, counts: { changed: 2 } })
    expect(await getMailbox('t1', used ?? '')).toMatchObject({ profileName: 'Support', version: 2 })
    expect(await getMailbox('t1', gone ?? '')).toMatchObject({ profileName: 'Support', version: 3 })
    expect((await auditOf(used ?? '')).at(-1)).toMatchObject({
      action: 'mailbox.update',
      actorName: 'Ada',
      requestId: id,
      before: { profile: 'Sales' },
      after: { profile: 'Support' },
    })
    await expect(getProfile('t1', sales.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await auditOf(sales.id)).at(-1)).toMatchObject({
      action: 'voicemail-profile.delete',
      actorId: actor.kind === 'user' ? actor.id : '',
      requestId: id,
      before: { name: 'Sales', replacedBy: 'Support', movedMailboxes: 2 },
    })
  })

  it('by the built-in one leaves its mailboxes without a profile of their own', async () => {
    const sales = await addProfile('Sales')
    const [used] = await addMany(1, sales.id)
    await finish((await replace(sales, await systemProfile())).id)
    expect(await getMailbox('t1', used ?? '')).toMatchObject({ profileId: null, profileName: 'SystemProfile' })
  })

  it('goes step by step, says how far it is, and stays when that is cancelled; what moved can be taken back', async () => {
    const [sales, support] = [await addProfile('Sales'), await addProfile('Support')]
    const [first] = await addMany(25, sales.id)
    await deleteMailbox(author, 't1', first ?? '', 1)
    const { id } = await replace(sales, support)
    const seen: [string, number, number][] = []
    do {
      await advanceBulkEdit(sizes)
      const { state, total, done } = await getBulkEdit('t1', id)
      seen.push([state, total, done])
      expect(await having(support.id)).toBe(done)
    } while ((seen.at(-1)?.[2] ?? 0) < 8)
    expect(seen).toEqual([
      ['collecting', 10, 0],
      ['collecting', 20, 0],
      ['running', 25, 0],
      ['running', 25, 4],
      ['running', 25, 8],
    ])
    const replacement = { by: 'Support', done: 8, total: 25 }
    expect(await getProfile('t1', sales.id)).toMatchObject({ replacement })
    expect((await listProfiles('t1')).items.map((one) => one.replacement)).toEqual([null, replacement, null])

    await cancelBulkEdit(author, 't1', id)
    expect(await finish(id)).toMatchObject({ state: 'cancelled', done: 8, counts: { changed: 8 } })
    expect(await getProfile('t1', sales.id)).toMatchObject({ replacement: null, mailboxCount: 17 })
    expect(await finish((await undoBulkEdit(author, 't1', id)).id)).toMatchObject({ counts: { changed: 8 } })
    expect(await having(sales.id)).toBe(25)
  })

  it('takes along who chose it meanwhile, and leaves alone who chose another', async () => {
    const [sales, support, other] = [await addProfile('Sales'), await addProfile('Support'), await addProfile('Other')]
    const [first, second] = await addMany(9, sales.id)
    const outside = await add('100')
    const { id } = await replace(sales, support)
    await advanceBulkEdit(sizes)
    await updateMailbox(author, 't1', first ?? '', 1, { profileId: other.id })
    await updateMailbox(author, 't1', second ?? '', 1, { owner: 'Grace' })
    await updateMailbox(author, 't1', outside.id, 1, { profileId: sales.id })
    await add('101', { profileId: sales.id })
    while (await advanceBulkEdit(sizes));
    expect(await getBulkEdit('t1', id)).toMatchObject({
      state: 'done',
      total: 11,
      done: 11,
      counts: { changed: 10, 'changed-since': 1 },
    })
    expect([await having(support.id), await having(other.id)]).toEqual([10, 1])
    expect(await getMailbox('t1', second ?? '')).toMatchObject({ owner: 'Grace', profileName: 'Support' })
    await expect(getProfile('t1', sales.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('stays as it is until it goes, and nothing else may touch either of the two', async () => {
    const [sales, support, other] = [await addProfile('Sales'), await addProfile('Support'), await addProfile('Other')]
    await addMany(1, sales.id)
    const { id } = await replace(sales, support)
    const conflict = (message: RegExp) => ({ code: 'conflict', message: expect.stringMatching(message) })
    const replaced = conflict(/^The profile Sales is being replaced by Support/)
    const getting = conflict(/^The mailboxes of Sales are just getting the profile Support/)
    await expect(updateProfile(author, 't1', sales.id, 1, { maxMessageCount: 5 })).rejects.toMatchObject(replaced)
    await expect(deleteProfile(author, 't1', sales.id, 1)).rejects.toMatchObject(replaced)
    await expect(replace(sales, other)).rejects.toMatchObject(replaced)
    await expect(replace(other, sales)).rejects.toMatchObject(replaced)
    await expect(replace(support, other)).rejects.toMatchObject(getting)
    await expect(deleteProfile(author, 't1', support.id, 1)).rejects.toMatchObject(getting)
    expect(await updateProfile(author, 't1', support.id, 1, { maxMessageCount: 5 })).toMatchObject({ version: 2 })
    await finish(id)
    await expect(undoBulkEdit(author, 't1', id)).rejects.toMatchObject(conflict(/^The profile Sales is deleted/))
  })
})

describe('a replacement is refused', () => {
  it('to whoever may not write, for the built-in profile, on an old version, and by what is no other profile', async () => {
    const [sales, support] = [await addProfile('Sales'), await addProfile('Support')]
    const byField = { code: 'invalid-input', fields: [{ path: 'replacementId' }] }
    await expect(replaceProfile({ actor: viewer }, 't1', sales.id, 1, support.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(replace(await systemProfile(), sales)).rejects.toMatchObject({ code: 'conflict' })
    await expect(replaceProfile(author, 't1', sales.id, 2, support.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(replace(sales, sales)).rejects.toMatchObject(byField)
    await deleteProfile(author, 't1', support.id, 1)
    await expect(replace(sales, support)).rejects.toMatchObject(byField)
    await expect(replace(support, sales)).rejects.toMatchObject({ code: 'not-found' })
  })
})
