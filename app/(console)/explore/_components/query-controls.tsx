'use client'

import { Play, X } from 'lucide-react'
import { useMemo } from 'react'
import { TimeRangePicker } from '@/components/charts/time-range-picker'
import type { EditorComplaint } from '@/components/explore/editor-extensions'
import { PromqlEditor } from '@/components/explore/promql-editor'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useTimeZone } from '@/components/ui/time-zone'
import type { ExploreRegion } from '@/lib/explore/server/list-regions'
import { queryModes, resultViews } from '@/lib/explore/vocabulary'
import { readLocalTime, writeLocalTime } from '@/lib/time/range-moves'
import { Choice } from './choice'
import type { Explore } from './use-explore'

const modeLabels = { range: 'Range', instant: 'Instant' } as const
const viewLabels = { graph: 'Graph', table: 'Table' } as const

function InstantTime({ at, onChange }: { at: number | null; onChange: (at: number | null) => void }) {
  const { zone } = useTimeZone()
  return (
    <div className="flex items-center gap-1">
      <Input
        key={at ?? 'now'}
        type="datetime-local"
        step={1}
        aria-label="Evaluated at; empty for now"
        className="w-52"
        defaultValue={at === null ? '' : writeLocalTime(at, zone)}
        onBlur={(event) => {
          const next = readLocalTime(event.target.value, zone)
          if (next !== at) onChange(next)
        }}
      />
      {at === null ? (
        <span className="text-xs whitespace-nowrap text-muted">empty: now</span>
      ) : (
        <Button onClick={() => onChange(null)}>Now</Button>
      )}
    </div>
  )
}

/** What Prometheus says of the text in the editor, while it is the text that was run. */
function useComplaint({ answer, draft }: Explore): EditorComplaint | null {
  const data = answer.isPlaceholderData ? undefined : answer.data
  return useMemo(() => {
    if (data?.outcome !== 'rejected' || data.query !== draft || !data.position) return null
    return { message: data.message, offset: data.position.offset }
  }, [data, draft])
}

type QueryControlsProps = { explore: Explore; regions: readonly ExploreRegion[] }

/** The expression, how and when it is evaluated, and the way to run or stop it. */
export function QueryControls({ explore, regions }: QueryControlsProps) {
  const { draft, params, answer, time } = explore
  const { query, mode, view, region, at } = params
  const complaint = useComplaint(explore)
  const run = () => explore.ask({ query: draft, mode })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <div className="flex min-w-0 flex-1 basis-56">
          <PromqlEditor value={draft} onChange={explore.setDraft} onRun={run} region={region} complaint={complaint} />
        </div>
        {answer.isFetching ? (
          <Button className="min-w-26" icon={<X aria-hidden className="size-4" />} onClick={explore.cancel}>
            Cancel
          </Button>
        ) : (
          <Button
            variant="primary"
            className="min-w-26"
            disabled={draft.trim() === ''}
            icon={<Play aria-hidden className="size-4" />}
            onClick={run}
          >
            Run
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Choice label="Evaluate" values={queryModes} names={modeLabels} value={mode} onChange={explore.setMode} />
        {regions.length > 1 ? (
          <Select
            aria-label="Region"
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            value={region ?? regions[0]?.id ?? ''}
            onValueChange={explore.setRegion}
          />
        ) : null}
        {mode === 'range' ? <TimeRangePicker state={time} /> : <InstantTime at={at} onChange={explore.setAt} />}
        <span className="ml-auto flex items-center gap-2">
          {draft !== query && query !== '' ? <span className="text-xs text-muted">edited, not run</span> : null}
          {mode === 'range' ? (
            <Choice label="Show as" values={resultViews} names={viewLabels} value={view} onChange={explore.setView} />
          ) : null}
          {query === '' ? null : <CopyLink />}
        </span>
      </div>
    </div>
  )
}

function CopyLink() {
  // Read when pressed: the address changes with each question.
  return <CopyButton text={() => window.location.href} label="Copy a link to this question" />
}
