'use client'

import { useRef } from 'react'

/** What had the focus; for an item of a menu, which goes away with it, the button that opened the menu. */
function openerOf(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role="menu"]')
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}

/** Where typing is expected first: fields of a form, before the button that closes the window. */
const firstField = 'form :is(input, select, textarea):not([readonly], :disabled)'

/**
 * For the content of Radix windows. Radix gives the focus back to its own trigger only; windows that an address, a key or a
 * menu opens have none, and the focus would be lost to the document.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = openerOf(document.activeElement)
      const content = event.currentTarget instanceof Element ? event.currentTarget : null
      const field = content?.querySelector<HTMLElement>(firstField)
      if (!field) return
      event.preventDefault()
      field.focus()
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      // What opened it may have gone with what was done: then the page, so that reading goes on there.
      const target = opener.current?.isConnected ? opener.current : document.querySelector<HTMLElement>('main')
      target?.focus()
    },
  }
}
