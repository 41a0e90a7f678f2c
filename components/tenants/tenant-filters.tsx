'use client'

import { X } from 'lucide-react'
import { statusLook } from '@/components/status/status-look'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { StatusWord } from '@/lib/catalogue/schema'
import { formatNumber } from '@/lib/format/number'
import type { TenantSummary } from '@/lib/tenants/schema'
import { isFiltered, type TenantView } from './tenant-page'
import { statusCounts } from './tenant-words'

type StatusCountsProps = {
  summary: TenantSummary
  chosen: readonly StatusWord[]
  onChange: (status: StatusWord[]) => void
}

/** How many tenants have which status; pressing one filters by it. */
export function StatusCounts({ summary, chosen, onChange }: StatusCountsProps) {
  const counts = statusCounts(summary)
  // A status that is filtered by stays pressable when its last tenant has left it.
  const gone = chosen
    .filter((word) => !counts.some(({ status }) => status === word))
    .map((status) => ({ status, count: 0 }))
  const digits = formatNumber(summary.total).length
  return (
    <fieldset aria-label="Status" className="flex flex-wrap items-center gap-1">
      {[...counts, ...gone].map(({ status, count }) => {
        const { icon: Icon, label, text, tint } = statusLook[status]
        const pressed = chosen.includes(status)
        return (
          <button
            key={status}
            type="button"
            aria-pressed={pressed}
            onClick={() => onChange(pressed ? chosen.filter((word) => word !== status) : [...chosen, status])}
            className={classNames(
              'inline-flex h-8 items-center gap-1.5 rounded-box border px-2.5 text-sm pointer-coarse:h-10',
              count > 0 || pressed ? text : 'text-muted',
              pressed ? `${tint} border-current` : 'bg-surface hover:bg-sunken',
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            {label}
            <span className="mono text-end font-medium" style={{ minWidth: `${digits}ch` }}>
              {formatNumber(count)}
            </span>
          </button>
        )
      })}
    </fieldset>
  )
}

function options(any: string, known: readonly string[], chosen: string) {
  const all = [...new Set(chosen ? [...known, chosen] : known)].sort()
  return [{ value: '', label: any }, ...all.map((value) => ({ value, label: value }))]
}

type TenantFiltersProps = {
  view: TenantView
  summary: TenantSummary
  regions: readonly string[]
  clouds: readonly string[]
  onChange: (change: Partial<TenantView>) => void
  onClear: () => void
}

export function TenantFilters({ view, summary, regions, clouds, onChange, onClear }: TenantFiltersProps) {
  return (
    <>
      <SearchInput
        label="Search tenants"
        placeholder="Name, id or address"
        maxLength={200}
        value={view.q}
        onChange={(q) => onChange({ q })}
      />
      <StatusCounts summary={summary} chosen={view.status} onChange={(status) => onChange({ status })} />
      {regions.length > 1 || view.region.length > 0 ? (
        <Select
          aria-label="Region"
          options={options('Any region', regions, view.region[0] ?? '')}
          value={view.region[0] ?? ''}
          onValueChange={(region) => onChange({ region: region ? [region] : [] })}
        />
      ) : null}
      {clouds.length > 1 || view.cloud.length > 0 ? (
        <Select
          aria-label="Cloud"
          options={options('Any cloud', clouds, view.cloud[0] ?? '')}
          value={view.cloud[0] ?? ''}
          onValueChange={(cloud) => onChange({ cloud: cloud ? [cloud] : [] })}
        />
      ) : null}
      {isFiltered(view) ? (
        <Button variant="quiet" size="sm" icon={<X aria-hidden className="size-4" />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}
