'use client'

import { DialogPanel } from '@/components/ui/dialog-panel'
import { BulkItem } from './bulk-progress'
import type { ProfileNames } from './mailbox-words'
import type { BulkEdits } from './use-bulk-edits'

type BulkHistoryProps = { bulk: BulkEdits; profiles: ProfileNames; canWrite: boolean; onClose: () => void }

/** The tenant's last bulk edits, whoever made them, and the way back from each. */
export function BulkHistory({ bulk, profiles, canWrite, onClose }: BulkHistoryProps) {
  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && onClose()}
      title="Bulk edits"
      size="lg"
      description="The last 20, newest first. What one changed can be taken back for 30 days; mailboxes changed since are left alone."
    >
      {bulk.edits.length === 0 ? (
        <p className="text-sm text-muted">
          {bulk.query.isPending
            ? 'Reading them …'
            : 'None yet. Choose mailboxes in the list, then change them together.'}
        </p>
      ) : (
        <ul aria-label="Last bulk edits" className="rounded-box border">
          {bulk.edits.map((edit) => (
            <BulkItem key={edit.id} edit={edit} profiles={profiles} canWrite={canWrite} bulk={bulk} />
          ))}
        </ul>
      )}
    </DialogPanel>
  )
}
