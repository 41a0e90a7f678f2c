import pg from 'pg'
import type { Stack } from '@/lab/stack/stack'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { profileReachSchema } from '@/lib/voicemail-profiles/schema'
import type { ConsoleSession } from '../console-session'
import { atMost, type Figure, forTheRecord, orUnmeasured } from '../figure'
import { percentile } from '../statistics'
import { type Say, withBrowser, withStack } from '../with-stack'
import { measureBulkEdit } from './bulk'
import { measurePages } from './pages'
import { measureScrolling } from './scrolling'
import { measureSearch } from './search'
import { type Asker, openAsker } from './timed-get'

const total = 1_000_000
/** A tenant to which the lab gives no mailboxes. */
const tenantId = 't2106'
const bulkCount = 100_000

/** Fills the tenant; of its mailboxes 100,000, spread over all of them, get a profile by which they can be chosen. */
async function fill(say: Say, client: pg.ClientBase): Promise<string> {
  say(`${total} mailboxes by SQL`)
  await generateMailboxes(client, { tenantId, count: total })
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO voicemail_profiles (id, tenant_id, name, email_body, email_subject)
     SELECT gen_random_uuid(), tenant_id, 'A tenth of them', email_body, email_subject FROM voicemail_profiles
     WHERE tenant_id = $1 AND built_in RETURNING id`,
    [tenantId],
  )
  const [profile] = rows
  if (!profile) throw new Error('The tenant has no built-in profile to copy.')
  await client.query(
    `UPDATE mailboxes SET profile_id = $1
     WHERE id IN (SELECT id FROM mailboxes WHERE tenant_id = $2 ORDER BY md5(number) LIMIT $3)`,
    [profile.id, tenantId, bulkCount],
  )
  await client.query('VACUUM (ANALYZE) mailboxes')
  return profile.id
}

async function countFigures(asker: Asker): Promise<Figure[]> {
  const times: number[] = []
  for (let round = 0; round < 8; round += 1)
    times.push((await asker.ask(`/api/tenants/${tenantId}/mailboxes/count`)).ms)
  return [forTheRecord('count of 1,000,000 mailboxes, API p95', percentile(times, 0.95), 'ms')]
}

/** Whom a change of a profile reaches: of one that 100,000 mailboxes name, and of the built-in one, which all others use. */
async function reachFigures(asker: Asker, client: pg.ClientBase, named: string): Promise<Figure[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM voicemail_profiles WHERE tenant_id = $1 AND built_in',
    [tenantId],
  )
  const p95 = async (profileId: string | undefined, expected: number) => {
    const times: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const { ms, text } = await asker.ask(`/api/tenants/${tenantId}/voicemail-profiles/${profileId}/reach`)
      const { mailboxes: reached } = profileReachSchema.parse(JSON.parse(text))
      if (reached !== expected) throw new Error(`The profile is said to reach ${reached} mailboxes, not ${expected}.`)
      if (round > 0) times.push(ms)
    }
    return percentile(times, 0.95)
  }
  // The form asks again every ten seconds while somebody types: no slower than the eye notices.
  return [
    atMost('reach of a profile of 100,000 mailboxes, API p95', await p95(named, bulkCount), 'ms', 100),
    atMost(
      'reach of the built-in profile, 900,000 mailboxes, API p95',
      await p95(rows[0]?.id, total - bulkCount),
      'ms',
      100,
    ),
  ]
}

async function exportFigures({ baseUrl, cookie }: ConsoleSession): Promise<Figure[]> {
  const startedAt = performance.now()
  const response = await fetch(`${baseUrl}/api/tenants/${tenantId}/mailboxes/export`, { headers: { cookie } })
  let lines = 0
  for await (const part of response.body ?? []) for (const byte of part as Uint8Array) if (byte === 10) lines += 1
  if (lines !== total + 1) throw new Error(`The export has ${lines} lines.`)
  return [forTheRecord('CSV of 1,000,000 mailboxes, streamed', (performance.now() - startedAt) / 1000, 's')]
}

async function measure(say: Say, stack: Stack, session: ConsoleSession): Promise<Figure[]> {
  const { databaseUrl } = stack.run()
  if (!databaseUrl) throw new Error('The stack has no database.')
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const asker = openAsker(session)
  try {
    const profileId = await fill(say, client)
    const measurements: [string, () => Promise<Figure[]>][] = [
      ['search', () => measureSearch(say, asker, client, tenantId)],
      ['pages', () => measurePages(asker, client, tenantId, total)],
      ['count', () => countFigures(asker)],
      ['reach', () => reachFigures(asker, client, profileId)],
      ['scrolling', () => withBrowser(session, (context) => measureScrolling(say, context, tenantId))],
      ['export', () => exportFigures(session)],
      ['bulk edit', () => measureBulkEdit(session, tenantId, { profileId, count: bulkCount })],
    ]
    const figures: Figure[] = []
    for (const [name, run] of measurements) figures.push(...(await orUnmeasured(name, say, run)))
    return figures
  } finally {
    asker.close()
    await client.end()
  }
}

/** A million mailboxes in one tenant: searched, paged, scrolled, exported and changed. Takes about five minutes. */
export async function mailboxes(say: Say): Promise<Figure[]> {
  return withStack(say, { tenants: 8, pods: 24, speed: 1 }, (stack, session) => measure(say, stack, session))
}
