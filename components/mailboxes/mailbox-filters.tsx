'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { SearchInput } from '@/components/ui/input'
import { Select, type SelectOption } from '@/components/ui/select'
import { mailboxChoicesQuery } from '@/lib/mailboxes/list-queries'
import { greetingTypeLabels, greetingTypes, mailboxTypeLabels, mailboxTypes } from '@/lib/mailboxes/vocabulary'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import { countFilters, isFilteredView, type MailboxView } from './mailbox-view'

/** What is filtered by stays choosable when it is not offered any more, so that it can be seen. */
function options(any: string, known: readonly SelectOption[], chosen: readonly string[]): SelectOption[] {
  const value = chosen.join()
  const isKnown = value === '' || known.some((option) => option.value === value)
  // An address may name several, which no single choice says.
  const label = chosen.map((one) => known.find((option) => option.value === one)?.label ?? one).join(' or ')
  return [{ value: '', label: any }, ...known, ...(isKnown ? [] : [{ value, label }])]
}

/** A list that is cut says so at its end, where one looks for what is missing. */
function plain(
  { items, more }: { items: readonly string[]; more: boolean } = { items: [], more: false },
): SelectOption[] {
  const known = items.map((value) => ({ value, label: value }))
  return more ? [...known, { value: '…', label: 'Not all are listed', disabled: true }] : known
}

type MailboxFiltersProps = {
  tenantId: string
  view: MailboxView
  onChange: (change: Partial<MailboxView>) => void
  onClear: () => void
}

type ListedFilter = 'type' | 'profile' | 'greeting' | 'locale' | 'timeZone'

/** All of them stand in the address; lists filter by what counts, be it the mailbox's own or inherited. */
export function MailboxFilters({ tenantId, view, onChange, onClear }: MailboxFiltersProps) {
  const profiles = useQuery(profilesQuery(tenantId))
  const choices = useQuery(mailboxChoicesQuery(tenantId))
  const select = (name: ListedFilter, label: string, any: string, known: readonly SelectOption[]) => (
    <Select
      aria-label={label}
      className="sm:max-w-44"
      options={options(any, known, view[name])}
      value={view[name].join()}
      onValueChange={(value) => onChange({ [name]: value ? [value] : [] })}
    />
  )
  const typeChoices = mailboxTypes.map((value) => ({ value, label: mailboxTypeLabels[value] }))
  const greetingChoices = greetingTypes.map((value) => ({ value, label: greetingTypeLabels[value] }))
  const profileChoices = profiles.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <>
      <SearchInput
        label="Search mailboxes"
        placeholder="Number, owner or group"
        maxLength={200}
        className="w-60"
        value={view.q}
        onChange={(q) => onChange({ q })}
      />
      <Folded count={countFilters(view)}>
        {select('type', 'Type', 'Any type', typeChoices)}
        {select('profile', 'Profile', 'Any profile', profileChoices)}
        {select('greeting', 'Greeting', 'Any greeting', greetingChoices)}
        {select('locale', 'Locale', 'Any locale', plain(choices.data?.locales))}
        {select('timeZone', 'Time zone', 'Any time zone', plain(choices.data?.timeZones))}
        <Select
          aria-label="Own settings"
          options={[
            { value: 'any', label: 'Own settings or not' },
            { value: 'some', label: 'With own settings' },
            { value: 'none', label: 'All inherited' },
          ]}
          value={view.overrides}
          onValueChange={(overrides) => onChange({ overrides })}
        />
      </Folded>
      <Checkbox label="Deleted ones" checked={view.deleted} onCheckedChange={(deleted) => onChange({ deleted })} />
      {isFilteredView(view) ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}

/** On a phone the filters would push the first mailbox off the screen: there they wait behind a button that says how many are set. */
function Folded({ count, children }: { count: number; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <Button
        className="sm:hidden"
        icon={<ChevronDown aria-hidden className={`size-4 ${open ? 'rotate-180' : ''}`} />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {count > 0 ? `Filters (${count})` : 'Filters'}
      </Button>
      <div id={id} className={`${open ? 'grid' : 'hidden'} w-full grid-cols-2 gap-2 sm:contents`}>
        {children}
      </div>
    </>
  )
}
