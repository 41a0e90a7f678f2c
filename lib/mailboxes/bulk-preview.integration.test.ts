import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { add, all, author, bulkWorld, edit, finish, start } from '@/lib/testing/bulk-world'
import type { FrozenSelection } from './bulk-schema'
import { updateVoicemailSystem } from './server/update-voicemail-system'

bulkWorld()

const live = () => db().mailbox.count({ where: { deletedAt: null } })
const systemProfile = () => db().voicemailProfile.findFirstOrThrow({ where: { tenantId: 't1', builtIn: true } })

describe('what inherited values become after the start', () => {
  it.each([
    ['locale', 'de-CH'],
    ['timeZone', 'Europe/Zurich'],
  ] as const)('brings no mailbox in that the preview did not show: %s', async (setting, value) => {
    await add('1', { [setting]: value })
    for (const number of ['2', '3', '4']) await add(number)
    const { id, previewedTotal } = await start(all({ [setting]: value }), { kind: 'delete' })
    expect(previewedTotal).toBe(1)
    await updateVoicemailSystem(author, 't1', 1, { [setting]: value })
    expect(await finish(id)).toMatchObject({ state: 'done', total: 1, counts: { changed: 1 } })
    expect(await live()).toBe(3)
  })

  it.each([
    ['locale', 'en-US', 'de-CH'],
    ['timeZone', 'America/Los_Angeles', 'Europe/Zurich'],
  ] as const)('leaves no mailbox out that the preview showed: %s', async (setting, value, later) => {
    for (const number of ['1', '2', '3']) await add(number)
    const { id } = await start(all({ [setting]: value }), edit({ maxMessageCount: 7 }))
    await updateVoicemailSystem(author, 't1', 1, { [setting]: later })
    expect(await finish(id)).toMatchObject({ state: 'done', total: 3, counts: { changed: 3 } })
  })

  it('is kept with the selection: every value that a filter asks for', async () => {
    const { selection } = await start(all(), { kind: 'delete' })
    const { id } = await systemProfile()
    expect((selection as Extract<FrozenSelection, { kind: 'matching' }>).inherited).toEqual({
      profileId: id,
      activeGreetingType: 'standard',
      locale: 'en-US',
      timeZone: 'America/Los_Angeles',
    })
  })
})

describe('a bulk edit that finds more than its preview showed', () => {
  it('changes nothing and says so', async () => {
    await add('1')
    const { id } = await start(all(), { kind: 'delete' })
    const late = await add('2')
    // As of a web server whose clock is behind.
    await db().mailbox.update({ where: { id: late.id }, data: { updatedAt: new Date(0) } })
    expect(await finish(id)).toMatchObject({
      state: 'failed',
      total: 2,
      done: 0,
      counts: {},
      reason:
        'More mailboxes match than were previewed: 2 so far; the preview showed 1. Nothing was changed. Look at the preview again, then start.',
    })
    expect(await live()).toBe(2)
  })

  it('also when an earlier version started it, which kept no inherited values', async () => {
    await add('1')
    const { id } = await start(all(), { kind: 'delete' })
    const { inherited: _inherited, ...selection } = { inherited: undefined, ...all() }
    await db().bulkEdit.update({ where: { id }, data: { selection } })
    expect(await finish(id)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/earlier version/) })
    expect(await live()).toBe(1)
  })
})
