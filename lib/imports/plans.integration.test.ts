import { expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { joinByKey } from '@/lib/db/joins-by-key'
import { transaction } from '@/lib/db/transaction'
import { applied, checked, importWorld, many } from '@/lib/testing/import-world'
import { partsHeldTogether, planNodes } from '@/lib/testing/plan'
import { applyStatement } from './server/apply-sql'
import { revertStatement } from './server/revert-sql'

importWorld()

const by = (importId: string) => ({ actorId: null, actorName: 'Ada', importId })

/** What the planner knows of rows is from before any of them was applied: it expects none that an undo could take back. */
it.each([
  ['apply', async () => applyStatement(by((await checked(many(5000))).id), 't1', 0)],
  [
    'undo',
    async () => {
      const { id } = await applied(many(5000))
      return revertStatement(by(id), 't1', 5001, { overwrite: false, rows: [] })
    },
  ],
])('to %s a batch looks its rows up, and never holds all of one part against all of another', async (_deed, made) => {
  // Stands for the many imports of a year.
  await applied(many(20_000, 500_000))
  await db().$executeRaw`UPDATE mailbox_import_rows SET result = NULL, reversal = 'reverted'`
  await db().$executeRaw`ANALYZE mailbox_import_rows`
  const statement = await made()
  const nodes = await transaction(async (tx) => {
    await joinByKey(tx)
    return planNodes(await tx.$queryRaw`EXPLAIN (FORMAT JSON) ${statement}`)
  })
  expect(partsHeldTogether(nodes)).toEqual([])
  const scans = nodes.filter((node) => node.Alias === 'target' && node['Node Type'].includes('Scan'))
  expect(scans).toHaveLength(1)
  expect(scans[0]?.['Index Cond']).toContain('"row" = ')
})
