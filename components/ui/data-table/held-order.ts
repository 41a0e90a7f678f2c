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

/** Length of the longest run of numbers that stand in rising order, others between them left out. */
function longestRising(numbers: readonly number[]): number {
  // The smallest number that a run of each length can end with.
  const ends: number[] = []
  for (const number of numbers) {
    const at = ends.findIndex((end) => end >= number)
    if (at === -1) ends.push(number)
    else ends[at] = number
  }
  return ends.length
}

/** How many rows would have to move for the order that the viewer asked for, and places that are left empty. */
export function outOfOrder<Item>(
  places: readonly Place<Item>[],
  rows: readonly Item[],
  idOf: (item: Item) => string,
): number {
  const wanted = new Map(rows.map((row, index) => [idOf(row), index]))
  const shown = places.flatMap(({ item, gone }) => (gone ? [] : [wanted.get(idOf(item)) ?? 0]))
  return places.length - longestRising(shown)
}
