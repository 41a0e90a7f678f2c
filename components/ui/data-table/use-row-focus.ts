'use client'

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { moveInRows } from './row-focus'

/** One row link is in the tab order; arrows or j/k walk the others. `reveal` brings a row into view. */
export function useRowFocus(scroller: RefObject<HTMLElement | null>, count: number, reveal: (index: number) => void) {
  const [active, setActive] = useState(0)
  const pending = useRef<number | null>(null)
  const current = Math.min(active, Math.max(0, count - 1))

  // Runs after each drawing: a row far away is drawn only after the scroll that reveals it.
  useEffect(() => {
    if (pending.current === null) return
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${pending.current}"] [data-row-link]`)
    if (!link) return
    pending.current = null
    link.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    const index = Number(target?.closest('tr')?.dataset.index)
    if (!target?.hasAttribute('data-row-link') || Number.isNaN(index)) return
    const next = moveInRows(event.key, index, count)
    if (next === null) return
    event.preventDefault()
    pending.current = next
    setActive(next)
    reveal(next)
  }

  return { active: current, onKeyDown }
}
