'use client'

import * as RadixTooltip from 'radix-ui/tooltip'
import type { ReactNode } from 'react'
import { overlayContainer } from './overlay-root'

/** Set once around the app: opens after 300 ms, and at once for the next tooltip nearby. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={300} skipDelayDuration={200}>
      {children}
    </RadixTooltip.Provider>
  )
}

type TooltipProps = {
  text: ReactNode
  /** One element that can take focus; a tooltip on something out of the keyboard's reach helps half the readers. */
  children: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
}

/** Names or explains the one control inside. Never the only place of a fact. */
export function Tooltip({ text, children, side = 'top' }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal container={overlayContainer()}>
        <RadixTooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 max-w-72 rounded-inner border border-line-strong bg-raised px-2 py-1 text-xs text-ink"
        >
          {text}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  )
}
