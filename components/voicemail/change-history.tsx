'use client'

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { actionLabel, entryChanges, snapshotText } from '@/components/audit/audit-words'
import { QueryState } from '@/components/query-state/query-state'
import { ShowOlder } from '@/components/query-state/show-older'
import { NoValue } from '@/components/ui/no-value'
import { ExactTime } from '@/components/ui/relative-time'
import type { AuditEntry, AuditPage } from '@/lib/audit/schema'

type ChangeHistoryProps = {
  query: UseInfiniteQueryResult<InfiniteData<AuditPage>>
  /** What each field is called; its own name where none is given. */
  labels: Readonly<Record<string, string>>
  /** Said when nothing was ever changed. */
  nothing: string
}

/** Who changed what and when, newest first, each with its values before and after. */
export function ChangeHistory({ query, labels, nothing }: ChangeHistoryProps) {
  return (
    <QueryState query={query} what="changes">
      {({ pages }) => {
        const entries = pages.flatMap(({ items }) => items)
        if (entries.length === 0) return <p className="text-sm text-muted">{nothing}</p>
        return (
          <>
            <ol className="flex flex-col divide-y">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} labels={labels} />
              ))}
            </ol>
            <ShowOlder what="changes" query={query} size="sm" className="mt-2" />
          </>
        )
      }}
    </QueryState>
  )
}

function Entry({ entry, labels }: { entry: AuditEntry; labels: Readonly<Record<string, string>> }) {
  return (
    <li className="flex flex-col gap-1 py-2 text-sm first:pt-0 last:pb-0">
      <p className="flex flex-wrap gap-x-2">
        <ExactTime at={entry.at} className="mono text-muted" />
        <span className="font-medium">{entry.actorName}</span>
        <span className="text-muted">{actionLabel(entry.action)}</span>
      </p>
      <ul className="flex flex-col gap-0.5">
        {entryChanges(entry).map(({ field, before, after }) => (
          <li key={field} className="min-w-0 break-words">
            {labels[field] ?? field}: <Value text={snapshotText(before)} /> → <Value text={snapshotText(after)} />
          </li>
        ))}
      </ul>
    </li>
  )
}

/** `null` in a snapshot is a setting without a value. */
function Value({ text }: { text: string | null }) {
  if (text === null || text === 'null') return <NoValue reason="no value" />
  return <span className="mono whitespace-pre-wrap">{text}</span>
}
