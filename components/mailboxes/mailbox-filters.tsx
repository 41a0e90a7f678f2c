'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { mailboxChoicesQuery } from '@/lib/mailboxes/list-queries'
import { greetingTypeLabels, greetingTypes, mailboxTypeLabels, mailboxTypes } from '@/lib/mailboxes/vocabulary'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import { isFilteredView, type MailboxView } from './mailbox-view'

type Choice = { value: string; label: string }

/** What is filtered by stays choosable when it is not offered any more, so that it can be seen. */
function options(any: string, known: readonly Choice[], chosen: string): Choice[] {
  const isKnown = chosen === '' || known.some(({ value }) => value === chosen)
  return [{ value: '', label: any }, ...known, ...(isKnown ? [] : [{ value: chosen, label: chosen }])]
}

const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

type MailboxFiltersProps = {
  tenantId: string
  view: MailboxView
  onChange: (change: Partial<MailboxView>) => void
  onClear: () => void
}

type ListFilter = 'type' | 'profile' | 'greeting' | 'locale' | 'timeZone'

/** All of them stand in the address; lists filter by what counts, be it the mailbox's own or inherited. */
export function MailboxFilters({ tenantId, view, onChange, onClear }: MailboxFiltersProps) {
  const profiles = useQuery(profilesQuery(tenantId))
  const choices = useQuery(mailboxChoicesQuery(tenantId))
  const select = (name: ListFilter, label: string, any: string, known: readonly Choice[]) => (
    <Select
      aria-label={label}
      className="max-w-44"
      options={options(any, known, view[name][0] ?? '')}
      value={view[name][0] ?? ''}
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
      {select('type', 'Type', 'Any type', typeChoices)}
      {select('profile', 'Profile', 'Any profile', profileChoices)}
      {select('greeting', 'Greeting', 'Any greeting', greetingChoices)}
      {select('locale', 'Locale', 'Any locale', plain(choices.data?.locales ?? []))}
      {select('timeZone', 'Time zone', 'Any time zone', plain(choices.data?.timeZones ?? []))}
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
      <Checkbox label="Deleted ones" checked={view.deleted} onCheckedChange={(deleted) => onChange({ deleted })} />
      {isFilteredView(view) ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}
