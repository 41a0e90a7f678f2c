'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { QueryState } from '@/components/query-state/query-state'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { useToast } from '@/components/ui/toast'
import { deleteHistory, starQuery } from '@/lib/explore/api'
import { historyQuery } from '@/lib/explore/queries'
import type { HistoryEntry } from '@/lib/explore/schema'
import { historyLimits } from '@/lib/explore/vocabulary'

type Change = { kind: 'star'; id: string; starred: boolean } | { kind: 'delete'; id: string | null }

function useHistoryChange() {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: async (change: Change) => {
      await (change.kind === 'star' ? starQuery(change.id, change.starred) : deleteHistory(change.id))
    },
    onError: (error) => toast({ tone: 'failed', title: 'The history is as it was', text: error.message }),
    onSettled: () => client.invalidateQueries(historyQuery()),
  })
}

type EntryProps = { entry: HistoryEntry; onPick: () => void; onChange: (change: Change) => void; busy: boolean }

function Entry({ entry, onPick, onChange, busy }: EntryProps) {
  return (
    <li className="group flex items-start gap-0.5 rounded-inner hover:bg-sunken">
      <button
        type="button"
        title={entry.query}
        onClick={onPick}
        className="min-w-0 flex-1 rounded-inner px-2 py-1.5 text-left focus-visible:-outline-offset-2"
      >
        <code className="mono line-clamp-3 text-xs break-words">{entry.query}</code>
        <span className="flex gap-2 text-xs text-muted">
          <RelativeTime at={entry.ranAt} />
          <span>{entry.mode}</span>
          {entry.region ? <span className="truncate">{entry.region}</span> : null}
        </span>
      </button>
      <IconButton
        size="sm"
        aria-pressed={entry.starred}
        disabled={busy}
        label={entry.starred ? 'Unstar this query' : 'Star this query'}
        icon={<Star aria-hidden className={classNames('size-3.5', entry.starred && 'fill-current text-accent-text')} />}
        onClick={() => onChange({ kind: 'star', id: entry.id, starred: !entry.starred })}
      />
      <IconButton
        size="sm"
        disabled={busy}
        label="Delete from the history"
        icon={<Trash2 aria-hidden className="size-3.5" />}
        onClick={() => onChange({ kind: 'delete', id: entry.id })}
      />
    </li>
  )
}

/** What the viewer ran before, starred queries first. Nobody else sees it. */
export function QueryHistory({ onPick }: { onPick: (entry: HistoryEntry) => void }) {
  const query = useQuery(historyQuery())
  const change = useHistoryChange()
  const [asking, setAsking] = useState(false)
  const unstarred = query.data?.items.filter((entry) => !entry.starred).length ?? 0
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <QueryState
          query={query}
          what="queries you ran"
          isEmpty={({ items }) => items.length === 0}
          loading={<SkeletonBlock label="Reading your queries" className="h-64" />}
          empty={
            <EmptyState
              compact
              title="No query yet"
              text="What you run is listed here, for you alone."
              action={<span className="text-xs text-muted">Choose a metric or an example to begin.</span>}
            />
          }
        >
          {({ items }) => (
            <ul aria-label="Queries you ran" className="flex flex-col">
              {items.map((entry) => (
                <Entry
                  key={entry.id}
                  entry={entry}
                  busy={change.isPending}
                  onPick={() => onPick(entry)}
                  onChange={change.mutate}
                />
              ))}
            </ul>
          )}
        </QueryState>
      </div>
      <p className="flex items-center gap-2 text-xs text-muted">
        <span className="flex-1">The last {historyLimits.kept}, and those with a star.</span>
        {unstarred > 0 ? (
          <Button size="sm" variant="quiet" onClick={() => setAsking(true)}>
            Clear
          </Button>
        ) : null}
      </p>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Clear your history?"
        touches={`${unstarred} queries are forgotten, and cannot be brought back. Those with a star stay.`}
        confirmLabel="Clear the history"
        onConfirm={async () => {
          await change.mutateAsync({ kind: 'delete', id: null })
        }}
      />
    </div>
  )
}
