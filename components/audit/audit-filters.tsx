'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Input, SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useTimeZone } from '@/components/ui/time-zone'
import { auditActions, auditEntityTypes } from '@/lib/audit/vocabulary'
import { actionLabel, entityLabel } from './audit-words'
import { fromLocalField, toLocalField } from './local-time'

/** The filter as it stands in the URL; empty means "all". */
export type AuditView = {
  actor: string
  action: string
  entityType: string
  entityId: string
  tenantId: string
  requestId: string
  from: string
  to: string
}

export const emptyAuditView: AuditView = {
  actor: '',
  action: '',
  entityType: '',
  entityId: '',
  tenantId: '',
  requestId: '',
  from: '',
  to: '',
}

/** A word from the URL that is not in the list stays choosable, so that what filters can be seen. */
function options(any: string, words: readonly string[], chosen: string, label: (word: string) => string) {
  const all = chosen === '' || words.includes(chosen) ? words : [...words, chosen]
  return [{ value: '', label: any }, ...all.map((word) => ({ value: word, label: label(word) }))]
}

type AuditFiltersProps = { view: AuditView; onChange: (change: Partial<AuditView>) => void; onClear: () => void }

export function AuditFilters({ view, onChange, onClear }: AuditFiltersProps) {
  const { utc, zone } = useTimeZone()
  const time = (name: 'from' | 'to', label: string) => (
    <span className="flex items-center gap-1.5 text-sm text-muted">
      <span aria-hidden>{label}</span>
      <Input
        type="datetime-local"
        className="w-48!"
        aria-label={`${label}, ${zone}`}
        value={toLocalField(view[name], utc)}
        onChange={(event) => onChange({ [name]: fromLocalField(event.target.value, utc) })}
      />
    </span>
  )
  return (
    <>
      <SearchInput
        label="Who"
        placeholder="Who: part of a name"
        maxLength={120}
        value={view.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <Select
        aria-label="What"
        options={options('Any deed', auditActions, view.action, actionLabel)}
        value={view.action}
        onValueChange={(action) => onChange({ action })}
      />
      <Select
        aria-label="Of what"
        options={options('Anything', auditEntityTypes, view.entityType, entityLabel)}
        value={view.entityType}
        onValueChange={(entityType) => onChange({ entityType })}
      />
      <Input
        aria-label="Its id"
        placeholder="Its id, exactly"
        maxLength={254}
        className="w-40!"
        value={view.entityId}
        onChange={(event) => onChange({ entityId: event.target.value })}
      />
      <Input
        aria-label="Tenant"
        placeholder="Tenant id"
        maxLength={63}
        className="w-32!"
        value={view.tenantId}
        onChange={(event) => onChange({ tenantId: event.target.value })}
      />
      <Input
        aria-label="Request, import or bulk edit"
        placeholder="Request, import or bulk edit id"
        maxLength={128}
        className="w-60!"
        value={view.requestId}
        onChange={(event) => onChange({ requestId: event.target.value })}
      />
      <span className="flex flex-wrap items-center gap-2">
        {time('from', 'From')}
        {time('to', 'To')}
      </span>
      {Object.values(view).some((word) => word !== '') ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}
