'use client'

import { CircleQuestionMark, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useState } from 'react'
import { LiveIndicator } from '@/components/query-state/data-as-of'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { usePreload } from '@/components/ui/use-preload'
import { MobileNavigation } from './mobile-navigation'
import type { PaletteGroup } from './palette-model'
import type { NavigationBadges } from './sidebar'
import { ThemeMenu } from './theme-menu'
import { TimeZoneToggle } from './time-zone-toggle'
import { useShortcuts } from './use-shortcuts'
import { type ShellUser, UserMenu } from './user-menu'

// Neither belongs to a page's first paint. The palette is the quicker way to everything, so it does not wait to be asked for.
const loadPalette = () => import('./command-palette').then((module) => module.CommandPalette)
const CommandPalette = dynamic(loadPalette, { ssr: false })
const HelpSheet = dynamic(() => import('./help-sheet').then((module) => module.HelpSheet), { ssr: false })

type Overlay = 'palette' | 'help' | null

type TopBarProps = { user: ShellUser; badges: NavigationBadges; paletteGroups: readonly PaletteGroup[] }

/** Search, the state of the live connection, and what the viewer sets for the whole console. */
export function TopBar({ user, badges, paletteGroups }: TopBarProps) {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const [opened, setOpened] = useState<ReadonlySet<Overlay>>(new Set())
  const show = useCallback((next: Overlay) => {
    setOverlay(next)
    setOpened((before) => (before.has(next) ? before : new Set([...before, next])))
  }, [])
  const showPalette = useCallback(() => show('palette'), [show])
  const showHelp = useCallback(() => show('help'), [show])
  usePreload(loadPalette)
  useShortcuts({ onPalette: showPalette, onHelp: showHelp })

  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-surface px-2 md:px-4 lg:px-6">
      <MobileNavigation badges={badges} />
      <button
        type="button"
        onClick={showPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-box border border-line-strong px-2.5 text-sm text-faint hover:bg-sunken sm:max-w-72 pointer-coarse:h-10"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left">Search or run</span>
        <span className="hidden gap-1 sm:flex">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex items-center gap-0.5">
        <span className="px-2">
          <LiveIndicator compact />
        </span>
        <TimeZoneToggle />
        <ThemeMenu />
        <span className="max-sm:hidden">
          <IconButton
            label="Show the keyboard shortcuts"
            icon={<CircleQuestionMark aria-hidden className="size-4" />}
            tooltipSide="bottom"
            onClick={showHelp}
          />
        </span>
        <UserMenu user={user} />
      </div>
      {opened.has('palette') ? (
        <CommandPalette
          open={overlay === 'palette'}
          onOpenChange={(open) => setOverlay(open ? 'palette' : null)}
          groups={paletteGroups}
          onHelp={showHelp}
        />
      ) : null}
      {opened.has('help') ? (
        <HelpSheet open={overlay === 'help'} onOpenChange={(open) => setOverlay(open ? 'help' : null)} />
      ) : null}
    </header>
  )
}
