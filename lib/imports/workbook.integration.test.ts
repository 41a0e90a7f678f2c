import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import {
  add,
  applied,
  author,
  checked,
  expectNothingLost,
  importWorld,
  rowsOf,
  textOf,
  workOff,
} from '@/lib/testing/import-world'
import { getImport } from './server/get-import'
import { startCheck } from './server/upload-import'
import { writeRefusedRows } from './server/write-result-files'

importWorld()

const header = ['Mailbox Number', 'Owner', 'Locale', 'Max Message Count']
const list = [
  header,
  ['007', 'Zoë', 'de-DE', 60],
  [8, '日本', 'xx', 1.5],
  ['1', 'Ada', 'fr-FR', null],
  ['9', '=1+1', '', ''],
]
const cover = { name: 'Cover', rows: [['Moves of spring'], ['49301234567', 'call us']] }

describe('a workbook', () => {
  it('is checked, applied and given back like a text', async () => {
    await add('1')
    const one = await applied(Buffer.from(await writeXlsx({ sheets: [{ name: 'List', rows: list }, cover] })))
    expectNothingLost(one)
    expect(one).toMatchObject({
      state: 'done',
      counts: { create: 2, change: 1, refused: 1 },
      found: { sheet: 'List', sheets: ['List', 'Cover'] },
    })
    expect(
      await db().mailbox.findMany({ where: { number: { in: ['007', '9'] } }, orderBy: { number: 'asc' } }),
    ).toMatchObject([
      { number: '007', owner: 'Zoë', locale: 'de-DE', maxMessageCount: 60 },
      { number: '9', owner: '=1+1' },
    ])
    // As the sheet counts its rows.
    expect(await rowsOf(one, { outcome: 'refused' })).toMatchObject([{ row: 2, line: 3, number: '8' }])
    const refused = await textOf(writeRefusedRows('t1', one.id))
    expect(refused.trim().split('\r\n')[1]).toMatch(/^2,locale-unknown spreadsheet-number,.*,8,日本,xx,1\.5$/)
    expect(await checked(refused)).toMatchObject({ state: 'checked', rows: 1 })
  })

  it('whose first sheet is no list can be read by another one', async () => {
    const one = await checked(Buffer.from(await writeXlsx({ sheets: [cover, { name: 'List', rows: list }] })))
    expect(one).toMatchObject({ state: 'mapping', found: { sheet: 'Cover', sheets: ['Cover', 'List'] } })
    await startCheck(author, 't1', one.id, { sheet: 'List' })
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'checked', rows: 4, found: { sheet: 'List' } })
    const none = await checked(
      Buffer.from(
        await writeXlsx({
          sheets: [
            { name: 'Cover', rows: [['49301234567']] },
            { name: 'List', rows: list },
          ],
        }),
      ),
    )
    expect(none).toMatchObject({
      state: 'unreadable',
      problem: { code: 'no-header' },
      found: { sheet: 'Cover', sheets: ['Cover', 'List'], columns: [] },
    })
    await startCheck(author, 't1', none.id, { sheet: 'List' })
    await workOff()
    expect(await getImport('t1', none.id)).toMatchObject({ state: 'checked', rows: 4, problem: null })
  })
})
