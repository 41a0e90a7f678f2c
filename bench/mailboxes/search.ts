import type pg from 'pg'
import { z } from 'zod'
import { atMost, type Figure, forTheRecord } from '../figure'
import { percentile } from '../statistics'
import type { Say } from '../with-stack'
import type { Asker } from './timed-get'

/** Names, groups and numbers, common and rare, as somebody types them; each letter is a question. */
const typed = [
  'maria smith',
  'müller',
  'support basel',
  'zhang',
  'z',
  'kim x',
  'anna',
  'okafor',
  '2000123',
  '0000',
  'sales 4',
  'o’brien',
  'nobody',
]
const sorts = ['number', 'owner', 'updated'] as const
const rounds = 2

const answerSchema = z.object({ items: z.array(z.object({ id: z.string() })) })

const sortSql = { number: 'number COLLATE "C"', owner: 'lower(owner) COLLATE "C"', updated: 'updated_at' }

/** What anybody would write for the same rows: one statement, which PostgreSQL may plan as it likes. */
async function bareSearch(client: pg.ClientBase, tenantId: string, q: string, sort: (typeof sorts)[number]) {
  const words = q.split(' ')
  const tsquery = words.map((word) => `'${word.replaceAll("'", "''")}':*`).join(' & ')
  const number = words.length === 1 && /^\d+$/.test(q) ? `OR number COLLATE "C" LIKE $3` : ''
  const startedAt = performance.now()
  const { rows } = await client.query<{ id: string }>(
    `SELECT * FROM mailboxes WHERE tenant_id = $1 AND deleted_at IS NULL
       AND (to_tsvector('simple', owner) @@ to_tsquery('simple', $2) ${number})
     ORDER BY ${sortSql[sort]}, id LIMIT 51`,
    [tenantId, tsquery, ...(number ? [`${q}%`] : [])],
  )
  return { ms: performance.now() - startedAt, ids: rows.slice(0, 50).map(({ id }) => id) }
}

const lettersOf = (word: string) =>
  Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1)).filter((text) => text === text.trimEnd())

/** Search as one types, at the API, beside one bare statement for the same rows in the same run. Throws when the rows differ. */
export async function measureSearch(
  say: Say,
  asker: Asker,
  client: pg.ClientBase,
  tenantId: string,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const sort of sorts) {
    const api: number[] = []
    const bare: number[] = []
    let worst = { ms: 0, q: '' }
    for (let round = 0; round < rounds; round += 1) {
      for (const q of typed.flatMap(lettersOf)) {
        const answer = await asker.ask(`/api/tenants/${tenantId}/mailboxes?${new URLSearchParams({ q, sort })}`)
        const plain = await bareSearch(client, tenantId, q, sort)
        const ids = answerSchema.parse(JSON.parse(answer.text)).items.map(({ id }) => id)
        if (ids.join() !== plain.ids.join()) throw new Error(`"${q}" by ${sort} gives other rows than the bare SQL.`)
        if (round === 0) continue
        api.push(answer.ms)
        bare.push(plain.ms)
        if (answer.ms > worst.ms) worst = { ms: answer.ms, q }
      }
    }
    say(
      `search by ${sort}: median ${percentile(api, 0.5).toFixed(1)} ms, slowest ${worst.ms.toFixed(0)} ms for "${worst.q}"`,
    )
    const p95 = percentile(api, 0.95)
    figures.push(
      atMost(`search as one types, 1,000,000 mailboxes, by ${sort}, API p95`, p95, 'ms', 50),
      forTheRecord(`the same rows by one bare SQL statement, by ${sort}, p95`, percentile(bare, 0.95), 'ms'),
      forTheRecord(`search by ${sort}, API ÷ bare SQL, p95`, p95 / percentile(bare, 0.95), 'ratio'),
    )
  }
  return figures
}
