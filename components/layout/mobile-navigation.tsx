'use client'

import { Menu as MenuIcon, X } from 'lucide-react'
import * as RadixDialog from 'radix-ui/dialog'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { dialogOverlayClass } from '@/components/ui/dialog'
import { Brand } from './brand'
import { type NavigationBadges, NavigationList } from './sidebar'

/** The pages as a drawer, below 768 px. */
export function MobileNavigation({ badges }: { badges: NavigationBadges }) {
  const [open, setOpen] = useState(false)
  return (
    <RadixDialog.Root open={open} onOpenChange={setOpen}>
      <RadixDialog.Trigger aria-label="Open the menu" className={`${buttonClass('quiet', 'md', true)} md:hidden`}>
        <MenuIcon aria-hidden className="size-5" />
      </RadixDialog.Trigger>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={dialogOverlayClass} />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="appear fixed inset-y-0 left-0 z-50 flex w-64 max-w-[85vw] flex-col border-r bg-surface"
        >
          <RadixDialog.Title className="sr-only">Pages</RadixDialog.Title>
          <div className="flex h-12 items-center justify-between border-b px-3">
            <Brand />
            <RadixDialog.Close aria-label="Close the menu" className={buttonClass('quiet', 'md', true)}>
              <X aria-hidden className="size-5" />
            </RadixDialog.Close>
          </div>
          <NavigationList badges={badges} onLeave={() => setOpen(false)} />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
