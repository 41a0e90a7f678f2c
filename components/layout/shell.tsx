'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { loadDialogPanel } from '@/components/ui/dialog'
import { OverlayRoot } from '@/components/ui/overlay-root'
import { Tooltip } from '@/components/ui/tooltip'
import { usePreload } from '@/components/ui/use-preload'
import { Brand } from './brand'
import type { PaletteGroup } from './palette-model'
import { type NavigationBadges, NavigationList } from './sidebar'
import { sidebarCookie } from './sidebar-cookie'
import { TopBar } from './top-bar'
import type { ShellUser } from './user-menu'

type ShellProps = {
  user: ShellUser
  badges: NavigationBadges
  /** Things the palette offers beside the pages: services, for example. */
  paletteGroups: readonly PaletteGroup[]
  initiallyCollapsed: boolean
  children: ReactNode
}

/** Sidebar, top bar and the page between them. */
export function Shell({ user, badges, paletteGroups, initiallyCollapsed, children }: ShellProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed)
  usePreload(loadDialogPanel)
  const toggle = useCallback(() => {
    setCollapsed((before) => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR; the server needs the value at first paint.
      document.cookie = `${sidebarCookie}=${before ? 'wide' : 'narrow'}; Path=/; Max-Age=31536000; SameSite=Lax`
      return !before
    })
  }, [])
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose
  const toggleLabel = collapsed ? 'Widen the sidebar' : 'Narrow the sidebar'
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-box focus:bg-accent focus:px-3 focus:py-1.5 focus:text-sm focus:text-on-accent"
      >
        Skip to the page
      </a>
      <aside
        className={classNames(
          'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-surface md:flex',
          collapsed ? 'w-13' : 'w-52',
        )}
      >
        <div className={classNames('flex h-12 items-center border-b', collapsed ? 'justify-center' : 'px-4')}>
          <Brand collapsed={collapsed} />
        </div>
        <NavigationList collapsed={collapsed} badges={badges} />
        <div className={classNames('flex border-t p-2', collapsed ? 'justify-center' : 'justify-end')}>
          <Tooltip text={toggleLabel} side="right">
            <button
              type="button"
              aria-label={toggleLabel}
              onClick={toggle}
              className={buttonClass('quiet', 'sm', true)}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          </Tooltip>
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar user={user} badges={badges} paletteGroups={paletteGroups} />
        <main id="content" tabIndex={-1} className="w-full min-w-0 flex-1 p-4 outline-none lg:px-6">
          {children}
          <OverlayRoot />
        </main>
      </div>
    </div>
  )
}
