'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Notice } from '@/components/ui/notice'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import { isRestorable, restorableUntilMs } from '@/lib/mailboxes/model'
import type { MailboxDetail } from '@/lib/mailboxes/schema'
import { mailboxLimits } from '@/lib/mailboxes/vocabulary'
import { useMailboxActs } from './use-mailbox-acts'

/** Says that the mailbox is deleted, until when it can be had back, and gives it back. */
export function DeletedNotice({ mailbox, canWrite }: { mailbox: MailboxDetail; canWrite: boolean }) {
  const acts = useMailboxActs()
  const [busy, setBusy] = useState(false)
  const nowMs = useNow(60_000)
  if (mailbox.deletedAt === null) return null
  const restorable = isRestorable(mailbox.deletedAt, nowMs)

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
        canWrite && restorable ? (
          <Button busy={busy} onClick={() => void restore()}>
            Restore
          </Button>
        ) : undefined
      }
    >
      <p>
        Deleted <RelativeTime at={mailbox.deletedAt} />. Callers do not reach it, and nothing of it can be changed.{' '}
        {restorable ? (
          <>
            It can be restored until <ExactTime at={restorableUntilMs(mailbox.deletedAt)} className="mono" />; after
            that it is gone for good.
          </>
        ) : (
          `The ${mailboxLimits.restorableDays} days in which it could be restored are over; it goes for good within a day, or once no import or bulk edit can give it back any more.`
        )}
      </p>
    </Notice>
  )
}
