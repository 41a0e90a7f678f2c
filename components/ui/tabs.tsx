'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import * as RadixTabs from 'radix-ui/tabs'
import type { ReactNode } from 'react'

export type TabItem<Id extends string = string> = { id: Id; label: ReactNode; content: ReactNode }

type TabsProps<Id extends string> = {
  /** Name of the group for screen readers. */
  label: string
  items: readonly [TabItem<Id>, ...TabItem<Id>[]]
  /** URL parameter that holds the open tab; the first tab leaves the URL clean. */
  param?: string
}

/** Tabs whose open one stands in the URL, so that a link opens the same view. */
export function Tabs<Id extends string>({ label, items, param = 'tab' }: TabsProps<Id>) {
  const ids = items.map((item) => item.id)
  const [open, setOpen] = useQueryState(param, parseAsStringLiteral(ids).withDefault(items[0].id))
  return (
    <RadixTabs.Root value={open} onValueChange={(value) => void setOpen(ids.find((id) => id === value) ?? null)}>
      <RadixTabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-b">
        {items.map((item) => (
          <RadixTabs.Trigger
            key={item.id}
            value={item.id}
            className="-mb-px h-8 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:h-10"
          >
            {item.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {items.map((item) => (
        <RadixTabs.Content key={item.id} value={item.id} className="pt-4">
          {item.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  )
}
