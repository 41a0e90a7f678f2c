import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { add, author, checked, importWorld, upload, viewer, workOff } from '@/lib/testing/import-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { forgetMappingsSchema, type ImportChoices } from './schema'
import { forgetMappings } from './server/forget-mappings'
import { getImport } from './server/get-import'
import { listMappings } from './server/remembered-mappings'
import { startCheck } from './server/upload-import'
import { importLimits } from './vocabulary'

importWorld()

const content = 'Durchwahl,Notes,Locale\n1,hello,de-DE\n'
const matches = async (id: string, tenantId = 't1') =>
  (await getImport(tenantId, id)).found?.columns.map(({ match, field }) => `${match} ${field}`)
/** Has a file checked as a person says. */
async function checkedAs(file: string, choices: ImportChoices) {
  const { id } = await upload(file)
  await startCheck(author, 't1', id, choices)
  await workOff()
  return getImport('t1', id)
}
const forget = (query: object = {}) => forgetMappings(author, 't1', forgetMappingsSchema.parse(query))
const known = async () =>
  (await listMappings('t1')).items.map(({ kind, key, field, profileName }) => [kind, key, field ?? profileName])

describe('what a person says of columns', () => {
  it('is remembered for later files of the tenant, however they write it, and of no other', async () => {
    await add('1')
    const first = await checkedAs(content, { mapping: { DURCHWAHL: 'number', ' Notes ': null } })
    expect(await matches(first.id)).toEqual(['mapped number', 'mapped null', 'exact locale'])
    const later = await checked(content.replace('Durchwahl', 'durchWAHL'))
    expect(later).toMatchObject({ state: 'checked', counts: { change: 1 } })
    expect(await matches(later.id)).toEqual(['remembered number', 'remembered null', 'exact locale'])
    expect((await checked(content, {}, 't2')).state).toBe('mapping')
    expect(await listMappings('t1')).toMatchObject({
      items: [{ kind: 'column', actorName: 'Ada' }, { actorName: 'Ada' }],
    })
  })

  it('gives way to the word for this file, to our own names, and to a second column of the same field', async () => {
    await checkedAs(content, { mapping: { Durchwahl: 'number', Notes: 'owner', Agent: null, Locale: null } })
    // A name of ours is what it says in the next file; a synonym is only our guess.
    const next = await checked('Durchwahl,Notes,Agent,Locale\n1,A,B,de-DE\n')
    expect(await matches(next.id)).toEqual(['remembered number', 'remembered owner', 'remembered null', 'exact locale'])
    const said = await checkedAs('Durchwahl,Notes,Locale\n1,hello,de-DE\n', { mapping: { Notes: null } })
    expect(await matches(said.id)).toEqual(['remembered number', 'mapped null', 'exact locale'])
    // The last word is the one that counts from now on.
    expect(await matches((await checked(content)).id)).toEqual(['remembered number', 'remembered null', 'exact locale'])
    const two = await checked('Durchwahl,Mailbox Number,Locale\n1,2,de-DE\n')
    expect(two.state).toBe('mapping')
    expect(await matches(two.id)).toEqual(['duplicate null', 'exact number', 'exact locale'])
  })

  it('is forgotten when told, one by one or all', async () => {
    await checkedAs(content, { mapping: { Durchwahl: 'number', Notes: null, Other: 'owner' } })
    expect(await forget({ kind: 'column', key: 'DURCHWAHL' })).toEqual({ forgotten: 1 })
    await expect(forget({ kind: 'column', key: 'Durchwahl' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await matches((await checked(content)).id)).toEqual(['unknown null', 'remembered null', 'exact locale'])
    expect(await forget()).toEqual({ forgotten: 2 })
    expect(await forget()).toEqual({ forgotten: 0 })
    expect(await known()).toEqual([])
    expect(await db().auditEntry.count({ where: { action: 'import.forget', entityId: 't1' } })).toBe(2)
    expect(forgetMappingsSchema.safeParse({ kind: 'column' }).success).toBe(false)
    await expect(forgetMappings(viewer, 't1', {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listMappings('nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is kept in a number that has an end; the oldest goes', async () => {
    const say = async (names: string[]) =>
      startCheck(author, 't1', (await upload(content)).id, {
        mapping: Object.fromEntries(names.map((name) => [name, null])),
      })
    await say(['the oldest'])
    await db().importMapping.updateMany({ data: { saidAt: new Date(0) } })
    for (let at = 0; at < importLimits.rememberedMappings; at += importLimits.columns)
      await say(Array.from({ length: importLimits.columns }, (_, index) => `column ${at + index}`))
    const items = await known()
    expect(items).toHaveLength(importLimits.rememberedMappings)
    expect(items.some(([, key]) => key === 'the oldest')).toBe(false)
  })
})

describe('what a person says of profiles', () => {
  it('is remembered as long as the profile is there, and gives way to one of that name', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const file = 'Mailbox Number,Owner,Voicemail Profile\n1,A,VERTRIEB Süd\n'
    const foreign = '01a1fa73-d073-71cf-bcbc-c38e6167fc29'
    await checkedAs(file, { profiles: { 'Vertrieb süd': sales.id, Foreign: foreign } })
    expect(await known()).toEqual([['profile', 'vertrieb süd', 'Sales']])
    const later = await checked(file)
    expect(later.counts).toEqual({ create: 1 })
    expect(await db().mailboxImportRow.findFirst({ where: { importId: later.id } })).toMatchObject({
      profileId: sales.id,
    })
    const own = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Vertrieb Süd' }))
    const again = await checked(file)
    expect(await db().mailboxImportRow.findFirst({ where: { importId: again.id } })).toMatchObject({
      profileId: own.id,
    })
    await db().mailboxImportRow.deleteMany()
    await db().voicemailProfile.deleteMany({ where: { id: { in: [sales.id, own.id] } } })
    expect(await known()).toEqual([])
    expect((await checked(file)).counts).toEqual({ refused: 1 })
  })
})
