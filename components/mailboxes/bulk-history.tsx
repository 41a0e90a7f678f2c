'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ShowOlder } from '@/components/query-state/show-older'
import { useStandingError } from '@/components/query-state/use-standing-error'
import { DialogPanel } from '@/components/ui/dialog-panel'
import { bulkHistoryQuery } from '@/lib/mailboxes/bulk-queries'
import type { BulkEdit } from '@/lib/mailboxes/bulk-schema'
import { BulkItem } from './bulk-progress'
import type { ProfileNames } from './mailbox-words'
import type { BulkEdits } from './use-bulk-edits'

type BulkHistoryProps = { bulk: BulkEdits; profiles: ProfileNames; canWrite: boolean; onClose: () => void }

/** The newest ones are read often, and know best. Ids grow with time. */
function together(newest: readonly BulkEdit[], all: readonly BulkEdit[]): BulkEdit[] {
  const known = new Set(newest.map(({ id }) => id))
  return [...newest, ...all.filter(({ id }) => !known.has(id))].sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** The tenant's bulk edits, whoever made them, and the way back from each. */
export function BulkHistory({ bulk, profiles, canWrite, onClose }: BulkHistoryProps) {
  const all = useInfiniteQuery(bulkHistoryQuery(bulk.tenantId))
  const error = useStandingError(all)
  const failure = error instanceof Error ? error : null
  const edits = together(bulk.edits, all.data?.pages.flatMap(({ items }) => items) ?? [])
  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && onClose()}
      title="Bulk edits"
      size="lg"
      description="Newest first. What one changed can be taken back for 30 days; mailboxes changed since are left alone."
    >
      {failure ? (
        <p role="alert" className="mb-2 text-sm text-failing-text">
          {edits.length === 0 ? 'They' : 'Older ones'} cannot be read now: {failure.message}
        </p>
      ) : null}
      {edits.length === 0 ? (
        failure ? null : (
          <p className="text-sm text-muted">
            {bulk.query.isPending || all.isPending
              ? 'Reading them …'
              : 'None yet. Choose mailboxes in the list, then change them together.'}
          </p>
        )
      ) : (
        <ul aria-label="Last bulk edits" className="rounded-box border">
          {edits.map((edit) => (
            <BulkItem key={edit.id} edit={edit} profiles={profiles} canWrite={canWrite} bulk={bulk} />
          ))}
        </ul>
      )}
      <ShowOlder what="bulk edits" query={all} size="sm" className="mt-2 flex justify-center" />
    </DialogPanel>
  )
}
