'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { MailboxDetail } from '@/lib/mailboxes/schema'
import { goneAtMs } from './mailbox-words'
import { useMailboxActs } from './use-mailbox-acts'

/** Says that the mailbox is deleted, until when it can be had back, and gives it back. */
export function DeletedNotice({ mailbox, canWrite }: { mailbox: MailboxDetail; canWrite: boolean }) {
  const acts = useMailboxActs()
  const [busy, setBusy] = useState(false)
  if (mailbox.deletedAt === null) return null

  async function restore() {
    setBusy(true)
    await acts.undo(mailbox)
    setBusy(false)
  }

  return (
    <Notice
      tone="warning"
      className="mb-4"
      title="This mailbox is deleted"
      action={
        canWrite ? (
          <Button busy={busy} onClick={() => void restore()}>
            Restore
          </Button>
        ) : undefined
      }
    >
      <p>
        Deleted <RelativeTime at={mailbox.deletedAt} />. Callers do not reach it, and nothing of it can be changed. It
        can be restored until <ExactTime at={goneAtMs(mailbox.deletedAt)} className="mono" />; after that it is gone for
        good.
      </p>
    </Notice>
  )
}
