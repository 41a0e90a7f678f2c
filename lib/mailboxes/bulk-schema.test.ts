import { describe, expect, it } from 'vitest'
import { previewBulkEditSchema, storedChangeSchema } from './bulk-schema'
import { bulkLimits } from './bulk-vocabulary'

const id = '01a1fa73-d073-71cf-bcbc-c38e6167fc29'
const asked = (more: object) =>
  previewBulkEditSchema.safeParse({ selection: { kind: 'chosen', ids: [id] }, change: { kind: 'delete' }, ...more })

describe('what is asked of a bulk edit', () => {
  it('keeps null, which resets, apart from what is not named', () => {
    const { data } = asked({ change: { kind: 'edit', values: { locale: null, maxMessageCount: 3 } } })
    expect(data?.change).toEqual({ kind: 'edit', values: { locale: null, maxMessageCount: 3 } })
  })

  it.each([
    [{ change: { kind: 'edit', values: {} } }, /nothing to change/],
    [{ change: { kind: 'edit', values: { maxMessageCount: 0 } } }, /1 or more/],
    [{ change: { kind: 'undo', of: id } }, /./],
    [{ selection: { kind: 'chosen', ids: [] } }, /at least one/],
    [{ selection: { kind: 'chosen', ids: Array(bulkLimits.namedMailboxes + 1).fill(id) } }, /at most 10000/],
    [{ selection: { kind: 'changed-by', bulkEditId: id } }, /./],
  ])('refuses %j', (more, message) => {
    expect(asked(more).error?.message).toMatch(message)
  })

  it('is not confused with the way back from an earlier one', () => {
    const undo = { kind: 'undo', of: id, deed: 'edit', settings: ['locale'] }
    expect(storedChangeSchema.parse(undo)).toEqual(undo)
  })
})
