'use client'

import { useMemo, useState } from 'react'
import { formatNumber } from '@/lib/format/number'
import { filterSearch } from '@/lib/mailboxes/list-queries'
import type { RowSelection } from './mailbox-columns'
import { allMatching, allState, countChosen, isChosen, nothingChosen, toggle, underFilter } from './mailbox-selection'

/**
 * What is ticked in the list. It outlives scrolling and sorting; "all that match" ends with another filter, and every tick with the list: what
 * can be done with deleted mailboxes is not what can be done with the others.
 */
export function useMailboxSelection(search: string, total: number | null, showsDeleted: boolean) {
  const filter = filterSearch(search)
  const [held, setHeld] = useState(nothingChosen)
  const [listIsDeleted, setListIsDeleted] = useState(showsDeleted)
  const isOtherList = listIsDeleted !== showsDeleted
  if (isOtherList) {
    setListIsDeleted(showsDeleted)
    setHeld(nothingChosen)
  }
  const selection = isOtherList ? nothingChosen : underFilter(held, filter)
  const row = useMemo((): RowSelection => {
    const all = allState(selection)
    return {
      isChosen: (id) => isChosen(selection, id),
      onToggle: (id) => setHeld(toggle(selection, id)),
      all,
      allLabel: total === null ? 'Choose all that match' : `Choose all ${formatNumber(total)} that match`,
      onToggleAll: () => setHeld(all === true ? nothingChosen : allMatching(filter)),
    }
  }, [selection, filter, total])
  return {
    selection,
    row,
    count: countChosen(selection, total),
    chooseAll: () => setHeld(allMatching(filter)),
    clear: () => setHeld(nothingChosen),
  }
}
