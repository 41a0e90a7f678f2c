'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { isCurrent, type NavigationEntry, navigation } from './navigation'

/** What stands behind an entry's label, by its id: a live count, for example. */
export type NavigationBadges = Readonly<Record<string, ReactNode>>

type EntryProps = {
  entry: NavigationEntry
  current: boolean
  collapsed: boolean
  badge: ReactNode
  onLeave?: () => void
}

function Entry({ entry, current, collapsed, badge, onLeave }: EntryProps) {
  const Icon = entry.icon
  return (
    <Link
      href={entry.href}
      onClick={onLeave}
      aria-current={current ? 'page' : undefined}
      title={collapsed ? entry.label : undefined}
      className={classNames(
        'relative flex h-8 items-center gap-2.5 rounded-box text-sm pointer-coarse:h-10',
        collapsed ? 'justify-center' : 'px-2',
        current ? 'bg-accent-tint font-medium text-accent-text' : 'text-muted hover:bg-sunken hover:text-ink',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={collapsed ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{entry.label}</span>
      {/* Room for three digits at once, so that a count that grows moves nothing. */}
      {badge ? <span className={collapsed ? 'absolute -top-1 right-0' : '[&>*]:min-w-8'}>{badge}</span> : null}
    </Link>
  )
}

type NavigationListProps = { collapsed?: boolean; badges: NavigationBadges; onLeave?: () => void }

/** The pages, in sections; the same list in the sidebar and in the drawer of small screens. */
export function NavigationList({ collapsed = false, badges, onLeave }: NavigationListProps) {
  const pathname = usePathname()
  return (
    <nav aria-label="Pages" className="flex flex-1 flex-col gap-4 overflow-y-auto p-2">
      {navigation.map((section) => (
        <div key={section.label ?? 'main'} className="flex flex-col gap-0.5">
          {section.label ? (
            <p className={classNames('px-2 pb-1 text-xs text-faint', collapsed && 'sr-only')}>{section.label}</p>
          ) : null}
          {section.entries.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              current={isCurrent(entry.href, pathname)}
              collapsed={collapsed}
              badge={badges[entry.id]}
              onLeave={onLeave}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}
