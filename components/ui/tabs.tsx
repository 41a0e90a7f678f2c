'use client'

import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { formatNumber } from '@/lib/format/number'
import { moveInTabs } from './move-in-tabs'

export type Tab<Value extends string> = {
  value: Value
  label: string
  /** A count behind the label; null while nobody knows. It has its own room, so that a change moves nothing. */
  count?: number | null
  panel: ReactNode
}

type TabsProps<Value extends string> = {
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onValueChange: (value: Value) => void
}

/** Arrows walk the tabs; Enter or a click, which a button makes of it, chooses one. */
function walk(event: KeyboardEvent<HTMLDivElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const tabs: Element[] = [...event.currentTarget.querySelectorAll('[role="tab"]')]
  const from = document.activeElement ? tabs.indexOf(document.activeElement) : -1
  const next = from < 0 ? null : moveInTabs(event.key, from, tabs.length)
  if (next === null) return
  event.preventDefault()
  const tab = tabs[next]
  if (tab instanceof HTMLElement) tab.focus()
}

/**
 * Parts of one page of which one is seen. Only that one is drawn, so that the others ask for nothing. The pattern is small enough to
 * be written out: Radix's tabs weigh 9 KB in the first load.
 */
export function Tabs<Value extends string>({ label, tabs, value, onValueChange }: TabsProps<Value>) {
  const id = useId()
  const open = tabs.find((tab) => tab.value === value)
  return (
    <>
      <div role="tablist" aria-label={label} onKeyDown={walk} className="mb-4 flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-tab-${tab.value}`}
            aria-selected={tab === open}
            aria-controls={tab === open ? `${id}-panel` : undefined}
            tabIndex={tab === (open ?? tabs[0]) ? 0 : -1}
            onClick={() => onValueChange(tab.value)}
            className="flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-muted hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="mono inline-flex h-5 min-w-7 items-center justify-center rounded-inner bg-sunken px-1 text-xs font-normal">
                {tab.count === null ? '–' : formatNumber(tab.count)}
              </span>
            )}
          </button>
        ))}
      </div>
      {open ? (
        <div
          key={open.value}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-tab-${open.value}`}
          tabIndex={-1}
          className="focus-visible:outline-none"
        >
          {open.panel}
        </div>
      ) : null}
    </>
  )
}
