'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { AlertFilter, AlertRow } from '@/lib/alerts/schema'
import { serviceIds } from '@/lib/catalogue/vocabulary'

const severityOptions = [
  { value: '', label: 'Any severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Info' },
  { value: 'unknown', label: 'Other' },
] as const

const stateOptions = [
  { value: '', label: 'Any state' },
  { value: 'firing', label: 'Firing' },
  { value: 'pending', label: 'Pending' },
  { value: 'resolved-late', label: 'Ending' },
] as const

type AlertFiltersProps = {
  filter: Omit<AlertFilter, 'id'>
  /** All rows known, for the services and tenants that can be chosen. */
  rows: readonly AlertRow[]
  regions: readonly string[]
  onChange: (change: Partial<Omit<AlertFilter, 'id'>>) => void
  onClear: () => void
}

function choices(any: string, values: readonly (string | null)[], chosen: string) {
  const distinct = [...new Set([...values, chosen])].filter((value) => value !== null && value !== '').sort()
  return [{ value: '', label: any }, ...distinct.map((value) => ({ value: value ?? '', label: value ?? '' }))]
}

export function AlertFilters({ filter, rows, regions, onChange, onClear }: AlertFiltersProps) {
  const services = choices('Any service', [...serviceIds, ...rows.map((row) => row.service ?? row.serviceLabel)], '')
  const tenants = choices(
    'Any tenant',
    rows.map((row) => row.tenant),
    filter.tenant,
  )
  const isFiltered = Object.values(filter).some((value) => value.length > 0)
  return (
    <>
      <SearchInput
        label="Search alerts"
        placeholder="Name, text or label"
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <Select
        aria-label="Severity"
        options={severityOptions}
        value={filter.severity[0] ?? ''}
        onValueChange={(value) => onChange({ severity: value ? [value] : [] })}
      />
      <Select
        aria-label="State"
        options={stateOptions}
        value={filter.state[0] ?? ''}
        onValueChange={(value) => onChange({ state: value ? [value] : [] })}
      />
      <Select
        aria-label="Service"
        options={services}
        value={filter.service[0] ?? ''}
        onValueChange={(value) => onChange({ service: value ? [value] : [] })}
      />
      <Select
        aria-label="Tenant"
        options={tenants}
        value={filter.tenant}
        onValueChange={(tenant) => onChange({ tenant })}
      />
      {regions.length > 1 ? (
        <Select
          aria-label="Region"
          options={choices('Any region', regions, filter.region[0] ?? '')}
          value={filter.region[0] ?? ''}
          onValueChange={(value) => onChange({ region: value ? [value] : [] })}
        />
      ) : null}
      {isFiltered ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}
