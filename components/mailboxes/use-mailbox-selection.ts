'use client'

import { useMemo, useState } from 'react'
import { formatNumber } from '@/lib/format/number'
import { filterSearch } from '@/lib/mailboxes/list-queries'
import type { RowSelection } from './mailbox-columns'
import { allMatching, allState, countChosen, isChosen, nothingChosen, toggle, underFilter } from './mailbox-selection'

/** What is ticked in the list. It outlives scrolling and sorting; "all that match" ends with another filter. */
export function useMailboxSelection(search: string, total: number | null) {
  const filter = filterSearch(search)
  const [held, setHeld] = useState(nothingChosen)
  const selection = underFilter(held, filter)
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
