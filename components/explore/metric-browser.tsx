'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Zap } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useMemo, useState } from 'react'
import { useSettled } from '@/components/forms/use-settled'
import { QueryState } from '@/components/query-state/query-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { type Example, examples } from '@/lib/explore/examples'
import { metricsQuery } from '@/lib/explore/queries'
import type { MetricEntry } from '@/lib/explore/schema'
import { formatNumber } from '@/lib/format/number'

const loading = () => <SkeletonBlock label="Reading the metrics" className="h-96" />
// Fetched beside the first page of metrics, which it draws.
const MetricRows = dynamic(() => import('./metric-rows').then((module) => module.MetricRows), { ssr: false, loading })

/** Long enough that a word is not a question for each letter, short enough to feel at once. */
const settleMs = 60

const shortcuts = examples.filter((example) => example.isShortcut)

type MetricBrowserProps = {
  region: string | null
  /** The expression that is shown. */
  query: string
  onPick: (metric: MetricEntry) => void
  onExample: (example: Example) => void
}

/** Every metric there is, documented ones first, to search and to open with one click. */
export function MetricBrowser({ region, query: shown, onPick, onExample }: MetricBrowserProps) {
  const [text, setText] = useState('')
  const [group, setGroup] = useState('')
  const q = useSettled(text.trim(), settleMs)
  const query = useInfiniteQuery(metricsQuery({ region, q, group }))
  const first = query.data?.pages[0]
  const metrics = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const groups = first?.groups ?? []
  const groupOptions = [
    { value: '', label: 'All services and others' },
    ...groups.map(({ id, label, count }) => ({ value: id, label: `${label} (${formatNumber(count)})` })),
    ...(group !== '' && !groups.some(({ id }) => id === group) ? [{ value: group, label: 'No match here' }] : []),
  ]
  const clear = () => {
    setText('')
    setGroup('')
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2" data-metrics-for={q} aria-busy={query.isPlaceholderData}>
      <SearchInput label="Search metrics" value={text} onChange={setText} maxLength={200} />
      <Select aria-label="Metrics of" options={groupOptions} value={group} onValueChange={setGroup} />
      <ul aria-label="Shortcuts" className="flex flex-col">
        {shortcuts.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              title={example.text}
              onClick={() => onExample(example)}
              className="flex min-h-7 w-full items-center gap-2 rounded-inner px-2 text-left text-sm hover:bg-sunken pointer-coarse:min-h-10"
            >
              <Zap aria-hidden className="size-3.5 shrink-0 text-accent-text" />
              <span className="truncate">{example.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="flex min-h-0 flex-1 flex-col border-t pt-1">
        <QueryState query={query} what="metrics" sources={(data) => data.pages[0]?.sources ?? []} loading={loading()}>
          {() =>
            metrics.length === 0 ? (
              <EmptyState
                compact
                title="No metric matches"
                text="Every word must be in its name, its description or its service’s name."
                action={<Button onClick={clear}>Clear the search</Button>}
              />
            ) : (
              <MetricRows metrics={metrics} groups={groups} query={shown} onPick={onPick} onEnd={onEnd} />
            )
          }
        </QueryState>
      </div>
      {first ? (
        <p className="text-xs text-muted" aria-live="polite">
          {first.total === first.known
            ? `${formatNumber(first.known)} metrics`
            : `${formatNumber(first.total)} of ${formatNumber(first.known)} metrics`}
        </p>
      ) : null}
    </div>
  )
}
