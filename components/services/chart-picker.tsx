'use client'

import { ChartNoAxesCombined } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { SearchInput } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { maxChartsPerGroup } from '@/lib/services/vocabulary'
import { groupTitles, type ShownGroup } from './chart-choice'

/** From this many charts on, finding one by eye takes too long. */
const searchableFrom = 9

type ChartPickerProps = { group: ShownGroup; onToggle: (id: string, on: boolean) => void }

function Choices({ group, onToggle }: ChartPickerProps) {
  const [text, setText] = useState('')
  const shown = new Set(group.shown.map(({ id }) => id))
  const full = shown.size >= maxChartsPerGroup
  const words = text.toLowerCase().split(/\s+/)
  const found = group.all.filter((chart) => {
    const said = `${chart.id} ${chart.title} ${chart.description}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
  return (
    <div className="flex w-96 max-w-full flex-col gap-2">
      {group.all.length >= searchableFrom ? <SearchInput label="Find a chart" value={text} onChange={setText} /> : null}
      <ul className="flex max-h-80 flex-col gap-1 overflow-y-auto">
        {found.map((chart) => (
          <li key={chart.id}>
            <Checkbox
              className="w-full items-start py-0.5"
              checked={shown.has(chart.id)}
              disabled={full && !shown.has(chart.id)}
              onCheckedChange={(on) => onToggle(chart.id, on)}
              label={
                <span className="flex min-w-0 flex-col">
                  <span className={chart.metric === chart.title ? 'mono text-xs break-all' : ''}>{chart.title}</span>
                  <span className="text-xs text-muted">{chart.description}</span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      <p className="text-xs text-muted">
        {found.length === 0 ? 'No chart matches.' : `At most ${maxChartsPerGroup} at once.`}
      </p>
    </div>
  )
}

/** Which charts of a group are shown: every documented metric of the service is among them. */
export function ChartPicker({ group, onToggle }: ChartPickerProps) {
  const title = groupTitles[group.group]
  return (
    <Popover
      align="end"
      label={`Charts of ${title}`}
      trigger={
        <Button variant="quiet" size="sm" icon={<ChartNoAxesCombined aria-hidden className="size-4" />}>
          {group.shown.length} of {group.all.length}
          <span className="sr-only"> charts of {title} shown: choose</span>
        </Button>
      }
    >
      <Choices group={group} onToggle={onToggle} />
    </Popover>
  )
}
