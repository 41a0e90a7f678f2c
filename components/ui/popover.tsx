'use client'

import { type ReactNode, useState } from 'react'
import { classNames } from './class-names'
import { lazyTrigger, type TriggerElement } from './lazy-trigger'
import { useOverlayContainer } from './overlay-host'
import { useLazyModule } from './use-lazy-module'

// Loaded when a pointer or the focus nears the trigger, as the menu is.
const loadParts = () => import('radix-ui/popover')

type PopoverProps = {
  /** One button element. */
  trigger: TriggerElement
  /** Name of the panel for screen readers. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** A panel that opens from a button and does not hold the page. */
export function Popover({ trigger, label, children, align = 'start', className, ...state }: PopoverProps) {
  const [parts, ensure] = useLazyModule(loadParts)
  const [ownOpen, setOwnOpen] = useState(false)
  const container = useOverlayContainer()
  const open = state.open ?? ownOpen
  const setOpen = state.onOpenChange ?? setOwnOpen
  if (!parts) {
    return lazyTrigger(trigger, {
      popup: 'dialog',
      onNear: () => void loadParts().catch(() => {}),
      onOpen: () => void ensure().then(setOpen),
    })
  }
  return (
    <parts.Root open={open} onOpenChange={setOpen}>
      <parts.Trigger asChild>{trigger}</parts.Trigger>
      <parts.Portal container={container}>
        <parts.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            'appear z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] overflow-y-auto rounded-box border border-line-strong bg-raised p-3',
            className,
          )}
        >
          {children}
        </parts.Content>
      </parts.Portal>
    </parts.Root>
  )
}
