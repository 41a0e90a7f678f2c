import { cloneElement, type KeyboardEvent, type ReactElement } from 'react'

export type TriggerElement = ReactElement<Record<string, unknown>>

type LazyTriggerOptions = {
  popup: 'menu' | 'dialog'
  /** Fetches what will be needed; called when the pointer or the focus comes near. */
  onNear: () => void
  onOpen: () => void
}

/** The trigger of something that is not loaded yet: looks and sounds as it will, opens on click (a menu also on arrow down). */
export function lazyTrigger(trigger: TriggerElement, { popup, onNear, onOpen }: LazyTriggerOptions): ReactElement {
  return cloneElement(trigger, {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onPointerEnter: onNear,
    onFocus: onNear,
    onClick: onOpen,
    onKeyDown: (event: KeyboardEvent) => {
      if (popup !== 'menu' || event.key !== 'ArrowDown') return
      event.preventDefault()
      onOpen()
    },
  })
}
