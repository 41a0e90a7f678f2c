'use client'

import { X } from 'lucide-react'
import * as RadixDialog from 'radix-ui/dialog'
import { buttonClass } from '@/components/ui/button-class'
import { dialogOverlayClass } from '@/components/ui/dialog-class'
import { useReturnFocus } from '@/components/ui/use-return-focus'
import { Brand } from './brand'
import { type NavigationBadges, NavigationList } from './sidebar'

type MobileDrawerProps = { open: boolean; onOpenChange: (open: boolean) => void; badges: NavigationBadges }

/** The pages as a drawer from the left. */
export function MobileDrawer({ open, onOpenChange, badges }: MobileDrawerProps) {
  const focus = useReturnFocus()
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={dialogOverlayClass} />
        <RadixDialog.Content
          aria-describedby={undefined}
          {...focus}
          className="appear fixed inset-y-0 left-0 z-50 flex w-64 max-w-[85vw] flex-col border-r bg-surface"
        >
          <RadixDialog.Title className="sr-only">Pages</RadixDialog.Title>
          <div className="flex h-12 items-center justify-between border-b px-3">
            <Brand />
            <RadixDialog.Close aria-label="Close the menu" className={buttonClass('quiet', 'md', true)}>
              <X aria-hidden className="size-5" />
            </RadixDialog.Close>
          </div>
          <NavigationList badges={badges} onLeave={() => onOpenChange(false)} />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
