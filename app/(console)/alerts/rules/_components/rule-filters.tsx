'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { AlertRule, AlertRuleFilter } from '@/lib/alert-rules/schema'

const stateOptions = [
  { value: '', label: 'Any state' },
  { value: 'firing', label: 'Firing' },
  { value: 'pending', label: 'Pending' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'not-loaded', label: 'Not loaded' },
] as const

const severityOptions = [
  { value: '', label: 'Any severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Info' },
  { value: 'unknown', label: 'Other' },
] as const

const coverageOptions = [
  { value: '', label: 'Any coverage' },
  { value: 'loaded', label: 'Documented and loaded' },
  { value: 'not-loaded', label: 'Documented, not loaded' },
  { value: 'undocumented', label: 'Loaded, not documented' },
  { value: 'unknown', label: 'Unknown' },
] as const

type RuleFiltersProps = {
  filter: AlertRuleFilter
  /** All rows known, for the services and regions that can be chosen. */
  rows: readonly AlertRule[]
  onChange: (change: Partial<AlertRuleFilter>) => void
  onClear: () => void
}

function choices(any: string, values: readonly (string | null)[]) {
  const distinct = [...new Set(values.filter((value) => value !== null && value !== ''))].sort()
  return [{ value: '', label: any }, ...distinct.map((value) => ({ value: value ?? '', label: value ?? '' }))]
}

export function RuleFilters({ filter, rows, onChange, onClear }: RuleFiltersProps) {
  const services = choices('Any service', [...filter.service, ...rows.map((row) => row.service ?? row.serviceLabel)])
  const regions = choices('Any region', [...filter.region, ...rows.map((row) => row.region)])
  const isFiltered = Object.values(filter).some((value) => value.length > 0)
  return (
    <>
      <SearchInput
        label="Search rules"
        placeholder="Name, condition or group"
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <Select
        aria-label="State"
        options={stateOptions}
        value={filter.state[0] ?? ''}
        onValueChange={(value) => onChange({ state: value ? [value] : [] })}
      />
      <Select
        aria-label="Severity"
        options={severityOptions}
        value={filter.severity[0] ?? ''}
        onValueChange={(value) => onChange({ severity: value ? [value] : [] })}
      />
      <Select
        aria-label="Service"
        options={services}
        value={filter.service[0] ?? ''}
        onValueChange={(value) => onChange({ service: value ? [value] : [] })}
      />
      <Select
        aria-label="Coverage"
        options={coverageOptions}
        value={filter.coverage[0] ?? ''}
        onValueChange={(value) => onChange({ coverage: value ? [value] : [] })}
      />
      {/* One region needs no choice. */}
      {regions.length > 2 || filter.region.length > 0 ? (
        <Select
          aria-label="Region"
          options={regions}
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
