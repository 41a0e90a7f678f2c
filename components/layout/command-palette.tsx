'use client'

import { Command } from 'cmdk'
import { CornerDownLeft, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import * as RadixDialog from 'radix-ui/dialog'
import { type ReactNode, useState } from 'react'
import { dialogOverlayClass } from '@/components/ui/dialog-class'
import { Kbd } from '@/components/ui/kbd'
import { useReturnFocus } from '@/components/ui/use-return-focus'
import { navigationEntries } from './navigation'
import { type PaletteEntry, type PaletteGroup, paletteScore } from './palette-model'
import { usePaletteActions } from './use-palette-actions'
import { usePaletteSearch } from './use-palette-search'

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  groups: readonly PaletteGroup[]
  onHelp: () => void
}

const groupClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint'

type RowProps = {
  value: string
  keywords?: string[]
  icon?: ReactNode
  hint?: ReactNode
  onSelect: () => void
  children: string
}

function Row({ value, keywords, icon, hint, onSelect, children }: RowProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex min-h-8 items-center gap-2 rounded-inner px-2 py-1 text-sm data-[selected=true]:bg-accent-tint pointer-coarse:min-h-10"
    >
      <span className="text-muted">{icon ?? <CornerDownLeft aria-hidden className="size-4 opacity-0" />}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint ? <span className="shrink-0 text-xs text-faint">{hint}</span> : null}
    </Command.Item>
  )
}

/** Every page, thing and action by typing. Ctrl/⌘-K. */
export function CommandPalette({ open, onOpenChange, groups, onHelp }: CommandPaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const close = () => {
    onOpenChange(false)
    setText('')
  }
  const actions = usePaletteActions(onHelp, close)
  const focus = useReturnFocus()
  const go = (href: string) => {
    close()
    router.push(href)
  }
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={dialogOverlayClass} />
        <RadixDialog.Content
          aria-describedby={undefined}
          {...focus}
          className="appear fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-box border border-line-strong bg-raised"
        >
          <RadixDialog.Title className="sr-only">Search or run</RadixDialog.Title>
          <Command label="Search or run" loop filter={paletteScore}>
            <div className="flex items-center gap-2 border-b px-3">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder="Page, service, tenant, mailbox or action"
                className="h-11 w-full bg-transparent text-base outline-none placeholder:text-faint"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[60vh] overflow-y-auto p-1" label="Findings">
              <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
                Nothing is called that. Try fewer letters, or a page’s name.
              </Command.Empty>
              <Command.Group heading="Pages" className={groupClass}>
                {navigationEntries.map(({ id, label, href, key, keywords = [], icon: Icon }) => (
                  <Row
                    key={id}
                    value={`page ${id}`}
                    keywords={[label, ...keywords]}
                    icon={<Icon aria-hidden className="size-4" />}
                    hint={`g ${key}`}
                    onSelect={() => go(href)}
                  >
                    {label}
                  </Row>
                ))}
              </Command.Group>
              {groups.map((group) => (
                <Findings key={group.id} group={group} text={text} onGo={go} />
              ))}
              <Command.Group heading="Actions" className={groupClass}>
                {actions.map((action) => (
                  <Row
                    key={action.id}
                    value={`action ${action.id}`}
                    keywords={[action.label]}
                    icon={action.icon}
                    onSelect={action.run}
                  >
                    {action.label}
                  </Row>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

type FindingsProps = { group: PaletteGroup; text: string; onGo: (href: string) => void }

function Findings({ group, text, onGo }: FindingsProps) {
  const found = usePaletteSearch(group, text)
  const row = (entry: PaletteEntry, keywords: string[]) => (
    <Row
      key={entry.id}
      value={`${group.id} ${entry.id}`}
      keywords={keywords}
      hint={entry.hint}
      onSelect={() => onGo(entry.href)}
    >
      {entry.label}
    </Row>
  )
  if (group.entries.length === 0 && found.entries.length === 0 && !found.note) return null
  return (
    <Command.Group heading={group.label} className={groupClass} forceMount={found.note !== null}>
      {group.entries.map((entry) => row(entry, [entry.label, ...(entry.keywords ?? [])]))}
      {/* The server already matched these: a name that begins with the text keeps them, behind those that are called exactly so. */}
      {found.entries.map((entry) => row(entry, [`${text.trim()} found`, entry.label]))}
      {found.note ? <p className="px-2 py-1 text-xs text-muted">{found.note}</p> : null}
    </Command.Group>
  )
}
