'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { moveInRows } from './row-focus'

type RowFocusInput = {
  scroller: RefObject<HTMLElement | null>
  count: number
  /** Brings a row into view, which may draw it. */
  reveal: (index: number) => void
}

function rowIndexOf(target: EventTarget | null): number | null {
  if (!(target instanceof HTMLElement) || !target.hasAttribute('data-row-link')) return null
  const index = Number(target.closest('tr')?.dataset.index)
  return Number.isNaN(index) ? null : index
}

/** One row link is in the tab order; arrows or j/k walk the others. Returns which row that is. */
export function useRowFocus(input: RowFocusInput): number {
  const [active, setActive] = useState(0)
  // The row that shall get the focus once it is drawn: one far away is drawn only after the scroll that reveals it.
  const pending = useRef<number | null>(null)
  const latest = useRef(input)

  useEffect(() => {
    latest.current = input
    const scroller = input.scroller.current
    if (pending.current === null || !scroller) return
    const link = scroller.querySelector<HTMLElement>(`tr[data-index="${pending.current}"] [data-row-link]`)
    if (!link) return
    pending.current = null
    link.focus({ preventScroll: true })
  })

  useEffect(() => {
    const scroller = input.scroller.current
    if (!scroller) return
    function onKeyDown(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
      const from = pending.current ?? rowIndexOf(event.target)
      const next = from === null ? null : moveInRows(event.key, from, latest.current.count)
      if (next === null) return
      event.preventDefault()
      pending.current = next
      setActive(next)
      // Held here until the row is drawn; on the old row it would get lost with it, and the next keys as well.
      scroller?.focus({ preventScroll: true })
      latest.current.reveal(next)
    }
    function onFocus(event: FocusEvent) {
      const index = rowIndexOf(event.target)
      if (index !== null) setActive(index)
    }
    scroller.addEventListener('keydown', onKeyDown)
    scroller.addEventListener('focusin', onFocus)
    return () => {
      scroller.removeEventListener('keydown', onKeyDown)
      scroller.removeEventListener('focusin', onFocus)
    }
  }, [input.scroller])

  return Math.min(active, Math.max(0, input.count - 1))
}
