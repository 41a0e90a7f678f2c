/** One line of a table whose rows keep their places: a row, or what stood here until it left the list. */
export type Place<Item> = { item: Item; gone: boolean }

/**
 * The places after a change of the list. A row that is still there keeps its place; one that left keeps it empty; a new one takes
 * an empty place, or comes last. So a row never moves under the pointer of whoever is about to press it.
 */
export function settle<Item>(
  before: readonly Place<Item>[],
  rows: readonly Item[],
  idOf: (item: Item) => string,
): Place<Item>[] {
  const left = new Map(rows.map((row) => [idOf(row), row]))
  const places = before.map(({ item }): Place<Item> => {
    const id = idOf(item)
    const row = left.get(id)
    left.delete(id)
    return row === undefined ? { item, gone: true } : { item: row, gone: false }
  })
  const added = [...left.values()]
  const filled = places.map((place) => {
    const next = place.gone ? added.shift() : undefined
    return next === undefined ? place : { item: next, gone: false }
  })
  return [...filled, ...added.map((item) => ({ item, gone: false }))]
}

/** How many lines differ from the order that the viewer asked for: rows elsewhere, and places left empty. */
export function outOfOrder<Item>(
  places: readonly Place<Item>[],
  rows: readonly Item[],
  idOf: (item: Item) => string,
): number {
  const shown = places.filter(({ gone }) => !gone)
  const moved = shown.filter(({ item }, index) => {
    const wanted = rows[index]
    return wanted === undefined || idOf(item) !== idOf(wanted)
  })
  return moved.length + places.length - shown.length
}
