'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowRight, History } from 'lucide-react'
import { actionLabel } from '@/components/audit/audit-words'
import { QueryState } from '@/components/query-state/query-state'
import { ShowOlder } from '@/components/query-state/show-older'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { NoValue } from '@/components/ui/no-value'
import { Panel } from '@/components/ui/panel'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { AuditEntry } from '@/lib/audit/schema'
import { mailboxHistoryQuery } from '@/lib/mailboxes/queries'
import { type HistoryChange, historyChanges } from './history-words'

function Value({ text, reason }: { text: string | null; reason: string }) {
  return text === null || text === '' ? <NoValue reason={reason} /> : <span className="break-words">{text}</span>
}

function Change({ change }: { change: HistoryChange }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-x-3 text-sm">
      <dt className="w-40 shrink-0 text-muted">{change.label}</dt>
      <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-x-2">
        <span className="sr-only">from</span>
        <Value text={change.before} reason="It had none before" />
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="sr-only">to</span>
        <Value text={change.after} reason="It has none since" />
      </dd>
    </div>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const changes = historyChanges(entry)
  return (
    <li className="flex flex-col gap-2 border-t px-4 py-3 first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{actionLabel(entry.action)}</span>
        <span>
          {entry.actorName}
          {entry.actorKind === 'system' ? <span className="text-muted"> · the console itself</span> : null}
        </span>
        <span className="text-muted">
          <ExactTime at={entry.at} className="mono" /> · <RelativeTime at={entry.at} />
        </span>
      </p>
      {changes.length > 0 ? (
        <dl className="flex flex-col gap-1">
          {changes.map((change) => (
            <Change key={change.field} change={change} />
          ))}
        </dl>
      ) : null}
    </li>
  )
}

/** Everything that was ever done to the mailbox, newest first: who, when, from what to what. */
export function MailboxHistory({ tenantId, id }: { tenantId: string; id: string }) {
  const query = useInfiniteQuery(mailboxHistoryQuery(tenantId, id))
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <QueryState query={query} what="history of this mailbox">
      {() => (
        <Panel
          title="History"
          note={query.hasNextPage ? 'Newest first; there are older ones' : 'Newest first, all there is'}
          padded={false}
        >
          {entries.length === 0 ? (
            <EmptyState
              compact
              icon={<History aria-hidden />}
              title="Nothing was recorded of this mailbox"
              text="Changes made in this console appear here."
              action={<Button onClick={() => void query.refetch()}>Read again</Button>}
            />
          ) : (
            <ol aria-label="Changes, newest first">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )}
          <ShowOlder what="changes" query={query} className="flex justify-center border-t py-2" />
        </Panel>
      )}
    </QueryState>
  )
}
