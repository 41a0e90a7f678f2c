'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { placeTip, type Side } from './tip-placement'

type Tip = { anchor: HTMLElement; text: string; side: Side }

const showAfterMs = 300
const hideAfterMs = 80

function tipOf(target: EventTarget | null): Tip | null {
  const anchor = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  const text = anchor?.dataset.tip
  if (!anchor || !text) return null
  return { anchor, text, side: (anchor.dataset.tipSide as Side | undefined) ?? 'top' }
}

/** Follows pointer and focus over everything with `data-tip`. One set of listeners for the page, however many tips it has. */
function useTip(): [Tip | null, { onPointerEnter: () => void; onPointerLeave: () => void }] {
  const [tip, setTip] = useState<Tip | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    const later = (next: Tip | null, ms: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setTip(next), ms)
    }
    const now = (next: Tip | null) => later(next, 0)
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return
      const next = tipOf(event.target)
      if (next) later(next, showAfterMs)
    }
    const out = (event: PointerEvent) => {
      const from = tipOf(event.target)
      if (from && !from.anchor.contains(event.relatedTarget as Node | null)) later(null, hideAfterMs)
    }
    const focus = (event: FocusEvent) => {
      const next = tipOf(event.target)
      if (next?.anchor.matches(':focus-visible')) now(next)
    }
    const hide = () => now(null)
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', over)
    document.addEventListener('pointerout', out)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('keydown', key)
    document.addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(timer.current)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('pointerout', out)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('keydown', key)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])

  // The tip itself may be pointed at, to read it at leisure (WCAG 1.4.13).
  const stay = {
    onPointerEnter: () => clearTimeout(timer.current),
    onPointerLeave: () => setTip(null),
  }
  return [tip, stay]
}

/** What `TooltipLayer` loads: draws the tip of whatever is pointed at or has the focus. */
export function TooltipBubble() {
  const [tip, stay] = useTip()
  const bubble = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    if (!tip || !bubble.current) return
    const anchor = tip.anchor.getBoundingClientRect()
    const size = bubble.current.getBoundingClientRect()
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight }
    const place = placeTip(anchor, size, view, tip.side)
    bubble.current.style.left = `${place.left}px`
    bubble.current.style.top = `${place.top}px`
  }, [tip])

  if (!tip?.anchor.isConnected) return null
  return (
    // Hidden from screen readers: the control's own name says the same.
    <div
      ref={bubble}
      aria-hidden
      {...stay}
      className="appear fixed top-0 left-0 z-60 max-w-72 rounded-inner border border-line-strong bg-raised px-2 py-1 text-xs text-ink"
    >
      {tip.text}
    </div>
  )
}
