'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { navigationEntries } from './navigation'
import { readShortcut, type ShortcutState } from './shortcuts'

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

type Handlers = { onPalette: () => void; onHelp: () => void }

/** Keys that work on every page: Ctrl/⌘-K, `/`, `?`, and `g` followed by a page's key. */
export function useShortcuts({ onPalette, onHelp }: Handlers): void {
  const router = useRouter()
  const state = useRef<ShortcutState>({ pendingSinceMs: null })

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const { state: next, act } = readShortcut(state.current, {
        key: event.key,
        ctrlOrMeta: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        typing: isTyping(event.target),
        atMs: event.timeStamp,
      })
      state.current = next
      if (act.kind === 'none') return
      if (act.kind === 'palette') onPalette()
      if (act.kind === 'help') onHelp()
      if (act.kind === 'search-field') document.querySelector<HTMLElement>('main [data-search-field]')?.focus()
      if (act.kind === 'go') {
        const entry = navigationEntries.find((candidate) => candidate.key === act.key)
        if (!entry) return
        router.push(entry.href)
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [router, onPalette, onHelp])
}
