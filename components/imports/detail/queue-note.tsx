'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { importsQuery } from '@/lib/imports/queries'
import type { ImportListItem, MailboxImport } from '@/lib/imports/schema'
import { importPath } from '../import-paths'
import { importStateLook, queueText } from '../import-words'

const running = new Set<MailboxImport['state']>(['applying', 'paused', 'reverting'])

/** Which of the tenant's imports come before this one. */
function aheadOf(record: MailboxImport, others: readonly ImportListItem[]): ImportListItem[] {
  return others
    .filter(
      ({ id, state, ahead }) =>
        id !== record.id && (running.has(state) || (state === 'queued' && ahead < record.ahead)),
    )
    .sort((a, b) => a.ahead - b.ahead)
}

/** The place of an import that waits, and what it waits for. */
export function QueueNote({ record }: { record: MailboxImport }) {
  const query = useInfiniteQuery(importsQuery(record.tenantId))
  const before = aheadOf(record, query.data?.pages.flatMap(({ items }) => items) ?? [])
  const text = queueText(record)
  if (text === null) return <p className="text-sm">It is next.</p>
  return (
    <div className="text-sm">
      <p>{text}: imports of one tenant run one after the other.</p>
      {before.length > 0 ? (
        <ul aria-label="Imports before this one" className="mt-1 flex flex-col gap-0.5">
          {before.map(({ id, tenantId, fileName, state }) => (
            <li key={id}>
              <Link href={importPath({ tenantId, id })} className="break-words text-accent-text underline">
                <bdi>{fileName}</bdi>
              </Link>{' '}
              <span className="text-muted">· {importStateLook[state].label}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {before.some(({ state }) => state === 'paused') ? (
        <p className="mt-1 text-degraded-text">This one goes on once what is paused is resumed or cancelled.</p>
      ) : null}
    </div>
  )
}
