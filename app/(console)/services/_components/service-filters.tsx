'use client'

import { X } from 'lucide-react'
import { statusLook } from '@/components/status/status-look'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { statusOrder } from '@/lib/catalogue/model'
import type { ServiceFilter } from '@/lib/services/model'
import type { ServiceRow, ServiceSummary } from '@/lib/services/schema'

type ServiceFiltersProps = {
  filter: ServiceFilter
  rows: readonly ServiceRow[]
  summary: ServiceSummary
  onChange: (change: Partial<ServiceFilter>) => void
  onClear: () => void
}

export function ServiceFilters({ filter, rows, summary, onChange, onClear }: ServiceFiltersProps) {
  const chosen = filter.status[0] ?? ''
  const words = statusOrder.filter((word) => summary.byStatus[word] > 0 || word === chosen)
  const statusOptions = [
    { value: '', label: 'Any status' },
    ...words.map((word) => ({ value: word, label: `${statusLook[word].label} (${summary.byStatus[word]})` })),
  ]
  const regions = [...new Set(rows.map((row) => row.region))]
  return (
    <>
      <SearchInput
        label="Search services"
        placeholder="Name, workload or reason"
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <Select
        aria-label="Status"
        // A select is as wide as its longest option, and the statuses there are come and go.
        className="w-40"
        options={statusOptions}
        value={chosen}
        onValueChange={(value) => onChange({ status: words.filter((word) => word === value) })}
      />
      {regions.length > 1 ? (
        <Select
          aria-label="Region"
          options={[{ value: '', label: 'Any region' }, ...regions.map((region) => ({ value: region, label: region }))]}
          value={filter.region}
          onValueChange={(region) => onChange({ region })}
        />
      ) : null}
      {filter.status.length > 0 || filter.text !== '' || filter.region !== '' ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}
