'use client'

import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useMemo, useState } from 'react'

export type Choice = { value: string; label: string; detail: string | null }

/** More rows than anybody reads; typing narrows them. */
const maxShown = 100

/**
 * Those that hold every word that was typed, in their value, label or detail; those whose value begins with it first. Nothing typed yet:
 * what is chosen stands first.
 */
export function findChoices(choices: readonly Choice[], text: string, chosen: string | null = null): Choice[] {
  const words = text.toLowerCase().replaceAll('_', ' ').split(/\s+/).filter(Boolean)
  const begin = text.trim().toLowerCase()
  const found = choices.filter(({ value, label, detail }) => {
    const own = `${value} ${label} ${detail ?? ''}`.toLowerCase().replaceAll('_', ' ')
    return words.every((word) => own.includes(word))
  })
  const isFirst = ({ value }: Choice) => (begin === '' ? value === chosen : value.toLowerCase().startsWith(begin))
  const first = found.filter(isFirst)
  return [...first, ...found.filter((choice) => !first.includes(choice))]
}

type ChoiceListProps = {
  label: string
  placeholder: string
  choices: readonly Choice[]
  value: string
  onChoose: (value: string) => void
}

/** A long list that is searched by typing. */
export function ChoiceList({ label, placeholder, choices, value, onChoose }: ChoiceListProps) {
  const [text, setText] = useState('')
  const found = useMemo(() => findChoices(choices, text, value), [choices, text, value])
  return (
    <Command label={label} shouldFilter={false} loop defaultValue={value}>
      <div className="flex items-center gap-2 border-b px-2">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <Command.Input
          value={text}
          onValueChange={setText}
          maxLength={100}
          placeholder={placeholder}
          className="h-10 w-full bg-transparent text-sm outline-none placeholder:text-faint"
        />
      </div>
      <Command.List label={label} className="max-h-64 overflow-y-auto py-1">
        {found.slice(0, maxShown).map((choice) => (
          <Command.Item
            key={choice.value}
            value={choice.value}
            onSelect={() => onChoose(choice.value)}
            className="flex min-h-8 items-center gap-2 rounded-inner px-2 py-1 text-sm data-[selected=true]:bg-accent-tint pointer-coarse:min-h-10"
          >
            <Check
              aria-hidden
              className={`size-4 shrink-0 ${choice.value === value ? 'text-accent-text' : 'opacity-0'}`}
            />
            <span className="min-w-0 flex-1 truncate">
              {choice.label}
              {choice.value === value ? <span className="sr-only"> (chosen now)</span> : null}
            </span>
            {choice.detail ? <span className="mono shrink-0 text-xs text-muted">{choice.detail}</span> : null}
          </Command.Item>
        ))}
      </Command.List>
      <p role="status" className="px-2 pt-1 text-xs text-muted empty:hidden">
        {found.length === 0 ? 'Nothing is called that.' : null}
        {found.length > maxShown ? `The first ${maxShown} of ${found.length}. Type to find others.` : null}
      </p>
    </Command>
  )
}
