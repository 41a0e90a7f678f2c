/**
 * True when two plain values (JSON, with numbers that may be NaN) say the same. Keys whose value is undefined count as absent,
 * as they do in JSON.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === 0 && b === 0
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => sameValue(item, b[at]))
    )
  }
  const left = definedEntries(a)
  const right = new Map(definedEntries(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, entry]) => entry !== undefined)
}

export type RowChange<Row> = {
  /** New and changed rows, whole. */
  upsert: Row[]
  /** Ids of rows that are gone. */
  remove: string[]
  /** The new list, with the old object wherever a row did not change. */
  items: Row[]
}

/** What changed between two lists of rows that carry `id`. Order alone is no change. */
export function diffRows<Row extends { id: string }>(before: readonly Row[], after: readonly Row[]): RowChange<Row> {
  const old = new Map(before.map((row) => [row.id, row]))
  const upsert: Row[] = []
  const items = after.map((row) => {
    const known = old.get(row.id)
    old.delete(row.id)
    if (known && sameValue(known, row)) return known
    upsert.push(row)
    return row
  })
  return { upsert, remove: [...old.keys()], items }
}
