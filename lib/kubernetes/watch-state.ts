/** What a watch has told so far: the objects by uid, and the version to go on from. */
export type WatchState<Item extends { uid: string }> = {
  resourceVersion: string
  objects: ReadonlyMap<string, Item>
}

export type WatchChange<Item extends { uid: string }> =
  | { type: 'put'; object: Item; resourceVersion: string }
  | { type: 'delete'; uid: string; resourceVersion: string }
  /** Nothing changed up to this version; a watch may go on from it. */
  | { type: 'bookmark'; resourceVersion: string }

/** A whole list as the state to start from. */
export function startWatch<Item extends { uid: string }>(
  resourceVersion: string,
  objects: readonly Item[],
): WatchState<Item> {
  return { resourceVersion, objects: new Map(objects.map((object) => [object.uid, object])) }
}

/**
 * The state after a batch of changes, in their order. Pure; the map is copied once a batch. Versions are opaque and only ever
 * taken over, never compared.
 */
export function reduceWatch<Item extends { uid: string }>(
  state: WatchState<Item>,
  changes: readonly WatchChange<Item>[],
): WatchState<Item> {
  const last = changes.at(-1)
  if (!last) return state
  if (changes.every((change) => change.type === 'bookmark')) return { ...state, resourceVersion: last.resourceVersion }
  const objects = new Map(state.objects)
  for (const change of changes) {
    if (change.type === 'put') objects.set(change.object.uid, change.object)
    if (change.type === 'delete') objects.delete(change.uid)
  }
  return { resourceVersion: last.resourceVersion, objects }
}

/** Keeps only the `max` objects that `order` puts first; for events, of which a cluster holds any number. */
export function limitWatch<Item extends { uid: string }>(
  state: WatchState<Item>,
  max: number,
  order: (a: Item, b: Item) => number,
): WatchState<Item> {
  // Half as many again are let grow, so that sorting is rare.
  if (state.objects.size <= max * 1.5) return state
  const kept = [...state.objects.values()].sort(order).slice(0, max)
  return startWatch(state.resourceVersion, kept)
}
