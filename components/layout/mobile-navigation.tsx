'use client'

import { Menu as MenuIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { useOnceOpen } from '@/components/ui/use-once-open'
import type { NavigationBadges } from './sidebar'

const MobileDrawer = dynamic(() => import('./mobile-drawer').then((module) => module.MobileDrawer), { ssr: false })

/** The pages behind one button, below 768 px. */
export function MobileNavigation({ badges }: { badges: NavigationBadges }) {
  const [open, setOpen] = useState(false)
  const opened = useOnceOpen(open)
  return (
    <>
      <button
        type="button"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className={`${buttonClass('quiet', 'md', true)} md:hidden`}
      >
        <MenuIcon aria-hidden className="size-5" />
      </button>
      {opened ? <MobileDrawer open={open} onOpenChange={setOpen} badges={badges} /> : null}
    </>
  )
}
