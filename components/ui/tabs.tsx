'use client'

import { Content, List, Root, Trigger } from 'radix-ui/tabs'
import type { ReactNode } from 'react'

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

/** Parts of one page of which one is seen. Only that one is drawn, so that the others ask for nothing. */
export function Tabs<Value extends string>({ label, tabs, value, onValueChange }: TabsProps<Value>) {
  const choose = (next: string) => {
    const chosen = tabs.find((tab) => tab.value === next)
    if (chosen) onValueChange(chosen.value)
  }
  return (
    <Root value={value} onValueChange={choose} activationMode="manual">
      <List aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Trigger
            key={tab.value}
            value={tab.value}
            className="flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-muted hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="mono inline-flex h-5 min-w-7 items-center justify-center rounded-inner bg-sunken px-1 text-xs font-normal">
                {tab.count ?? '–'}
              </span>
            )}
          </Trigger>
        ))}
      </List>
      {tabs.map((tab) => (
        <Content key={tab.value} value={tab.value} tabIndex={-1} className="focus-visible:outline-none">
          {tab.panel}
        </Content>
      ))}
    </Root>
  )
}
