'use client'

import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { Dialog } from '@/components/ui/dialog'
import { NoValue } from '@/components/ui/no-value'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { AuditEntry } from '@/lib/audit/schema'
import { actionLabel, entityHref, entityLabel, entryChanges, snapshotText } from './audit-words'

function Snapshot({ text, reason }: { text: string | null; reason: string }) {
  return text === null ? <NoValue reason={reason} /> : <span className="break-words whitespace-pre-wrap">{text}</span>
}

/** Before and after, side by side, only where they differ. */
function Changes({ entry }: { entry: AuditEntry }) {
  const changes = entryChanges(entry)
  if (changes.length === 0) return <p className="text-sm text-muted">This deed changed no field.</p>
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">Changed fields</caption>
      <thead>
        <tr className="border-b text-left text-xs text-muted">
          <th scope="col" className="w-1/4 py-1 pr-3 font-medium">
            Field
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            Before
          </th>
          <th scope="col" className="py-1 font-medium">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal break-words text-muted">
              {change.field}
            </th>
            <td className="mono py-1.5 pr-3">
              <Snapshot text={snapshotText(change.before)} reason="It was not there before" />
            </td>
            <td className="mono py-1.5">
              <Snapshot text={snapshotText(change.after)} reason="It is not there any more" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Entity({ entry }: { entry: AuditEntry }) {
  const href = entityHref(entry)
  const name = <span className="mono break-all">{entry.entityId}</span>
  return (
    <>
      {entityLabel(entry.entityType)}{' '}
      {href ? (
        <Link href={href} className="text-accent-text underline">
          {name}
        </Link>
      ) : (
        name
      )}
    </>
  )
}

function items(entry: AuditEntry) {
  return [
    {
      term: 'When',
      detail: (
        <>
          <ExactTime at={entry.at} className="mono" /> · <RelativeTime at={entry.at} />
        </>
      ),
    },
    { term: 'Who', detail: entry.actorKind === 'system' ? `${entry.actorName} (the console itself)` : entry.actorName },
    { term: 'Of what', detail: <Entity entry={entry} /> },
    {
      term: 'Tenant',
      detail: entry.tenantId ? (
        <span className="mono">{entry.tenantId}</span>
      ) : (
        <NoValue reason="Not about one tenant" />
      ),
    },
    {
      term: 'From address',
      detail: entry.ip ? <span className="mono">{entry.ip}</span> : <NoValue reason="Not recorded" />,
    },
    {
      term: 'Request',
      detail: entry.requestId ? (
        <span className="inline-flex max-w-full items-center gap-1">
          <span className="mono truncate">{entry.requestId}</span>
          <CopyButton text={entry.requestId} label="Copy the request id" />
        </span>
      ) : (
        <NoValue reason="Not made by a request" />
      ),
    },
  ]
}

/** One deed whole: who, when, from where, and what differs. */
export function AuditDetails({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={actionLabel(entry.action)} size="lg">
      <div className="flex flex-col gap-4">
        <DescriptionList items={items(entry)} columns={2} />
        <Changes entry={entry} />
      </div>
    </Dialog>
  )
}
