'use client'

import { Copy, Ellipsis, ExternalLink, Pencil, ScrollText, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { useNow } from '@/components/ui/clock'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { isRestorable } from '@/lib/mailboxes/model'
import type { Mailbox } from '@/lib/mailboxes/schema'
import { mailboxLimits } from '@/lib/mailboxes/vocabulary'
import { mailboxName, mailboxPath } from './mailbox-words'
import { useMailboxActs } from './use-mailbox-acts'

type MailboxActsProps = {
  mailbox: Pick<Mailbox, 'tenantId' | 'id' | 'number' | 'owner' | 'version' | 'deletedAt'>
  canWrite: boolean
  /** On the mailbox's own page there is nothing to open. */
  isOwnPage?: boolean
}

const icon = 'size-4'

/** What can be done with one mailbox. */
export function MailboxActs({ mailbox, canWrite, isOwnPage = false }: MailboxActsProps) {
  const acts = useMailboxActs()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const isDeleted = mailbox.deletedAt !== null
  const nowMs = useNow(60_000)
  const restorable = mailbox.deletedAt !== null && isRestorable(mailbox.deletedAt, nowMs)
  const label = `Acts on ${mailboxName(mailbox)}`
  const path = mailboxPath(mailbox.tenantId, mailbox.id)

  async function copyNumber() {
    try {
      await navigator.clipboard.writeText(mailbox.number)
      toast({ tone: 'done', title: `Copied ${mailbox.number}` })
    } catch {
      // No clipboard outside secure contexts (plain http on another host).
      toast({ tone: 'failed', title: 'The browser refused to copy', text: `The number is ${mailbox.number}.` })
    }
  }

  return (
    <>
      <Menu
        label={label}
        trigger={
          <button type="button" aria-label={label} className={buttonClass('quiet', 'sm', true)}>
            <Ellipsis aria-hidden className={icon} />
          </button>
        }
      >
        {isOwnPage ? null : (
          <MenuLink
            href={path}
            icon={
              canWrite && !isDeleted ? (
                <Pencil aria-hidden className={icon} />
              ) : (
                <ExternalLink aria-hidden className={icon} />
              )
            }
          >
            {canWrite && !isDeleted ? 'Open and change' : 'Open'}
          </MenuLink>
        )}
        <MenuLink href={`${path}?tab=history`} icon={<ScrollText aria-hidden className={icon} />}>
          What was done to it
        </MenuLink>
        <MenuItem icon={<Copy aria-hidden className={icon} />} onSelect={() => void copyNumber()}>
          Copy the number
        </MenuItem>
        {canWrite && (restorable || !isDeleted) ? <MenuSeparator /> : null}
        {canWrite && restorable ? (
          <MenuItem icon={<Undo2 aria-hidden className={icon} />} onSelect={() => void acts.undo(mailbox)}>
            Restore
          </MenuItem>
        ) : null}
        {canWrite && !isDeleted ? (
          <MenuItem tone="danger" icon={<Trash2 aria-hidden className={icon} />} onSelect={() => setAsking(true)}>
            Delete
          </MenuItem>
        ) : null}
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${mailboxName(mailbox)}?`}
        touches={
          <>
            <p>
              Callers no longer reach it, its greetings go with it, and its number is free for another mailbox at once.
            </p>
            <p className="mt-1">
              It can be restored with its greetings for {mailboxLimits.restorableDays} days, as long as no other mailbox
              has taken the number.
            </p>
          </>
        }
        confirmLabel="Delete"
        destructive
        onConfirm={async () => {
          await acts.remove(mailbox)
        }}
      />
    </>
  )
}
