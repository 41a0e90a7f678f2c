'use client'

import { useEffect, useState } from 'react'
import { outOfOrder, type Place, settle } from './held-order'

type Held<Row> = { asked: string | undefined; places: readonly Place<Row>[] }

const stand = <Item>(rows: readonly Item[]) => rows.map((item): Place<Item> => ({ item, gone: false }))

function isSame<Item>(a: readonly Place<Item>[], b: readonly Place<Item>[]): boolean {
  return a.length === b.length && a.every((place, at) => place.item === b[at]?.item && place.gone === b[at].gone)
}

/** Nobody watches a hidden tab, so there nothing needs to keep its place. */
function useWhenHidden(run: () => void): void {
  useEffect(() => {
    const listen = () => {
      if (document.visibilityState === 'hidden') run()
    }
    document.addEventListener('visibilitychange', listen)
    return () => document.removeEventListener('visibilitychange', listen)
  })
}

/**
 * Rows that keep their places while they change, until the viewer asks for something else (`asked` changes) or for order. With
 * `asked` undefined they stand as they come.
 */
export function useHeldRows<Row>(rows: readonly Row[], idOf: (row: Row) => string, asked: string | undefined) {
  const [held, setHeld] = useState<Held<Row>>(() => ({ asked, places: stand(rows) }))
  const goesOn = asked !== undefined && held.asked === asked && held.places.some(({ gone }) => !gone)
  const places = goesOn ? settle(held.places, rows, idOf) : stand(rows)
  if (asked !== undefined && (held.asked !== asked || !isSame(held.places, places))) setHeld({ asked, places })
  const sortAgain = () => setHeld({ asked, places: stand(rows) })
  useWhenHidden(sortAgain)
  return { places, outOfOrder: outOfOrder(places, rows, idOf), sortAgain }
}
