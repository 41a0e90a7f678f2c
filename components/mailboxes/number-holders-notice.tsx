'use client'

import { useQuery } from '@tanstack/react-query'
import { useSettled } from '@/components/forms/use-settled'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import { numberHoldersQuery } from '@/lib/mailboxes/queries'
import type { Mailbox } from '@/lib/mailboxes/schema'
import { mailboxLimits, mailboxTypeLabels } from '@/lib/mailboxes/vocabulary'
import { mailboxPath } from './mailbox-words'

type NumberHoldersNoticeProps = { tenantId: string; number: string; onRestore: (mailbox: Mailbox) => void }

const whole = new RegExp(`^[0-9]{1,${mailboxLimits.numberDigits}}$`)

/** While a number is typed: who has it, and who had it and can be had back with all settings. A failed look-up says nothing; saving decides. */
export function NumberHoldersNotice({ tenantId, number, onRestore }: NumberHoldersNoticeProps) {
  const asked = useSettled(number.trim())
  const { data } = useQuery({ ...numberHoldersQuery(tenantId, asked), enabled: whole.test(asked) })
  if (!data || asked !== number.trim()) return null
  const { live, deleted } = data
  if (live) {
    return (
      <Notice
        tone="warning"
        title={`${live.number} is taken`}
        action={
          <LinkButton size="sm" href={mailboxPath(tenantId, live.id)}>
            Open that mailbox
          </LinkButton>
        }
      >
        <p className="break-words">
          It is the mailbox of {live.owner} ({mailboxTypeLabels[live.type]}).
        </p>
      </Notice>
    )
  }
  return deleted.map((mailbox) => (
    <Notice
      key={mailbox.id}
      tone="info"
      title={`A deleted mailbox had the number ${mailbox.number}`}
      action={
        <Button size="sm" onClick={() => onRestore(mailbox)}>
          Restore it
        </Button>
      }
    >
      <p className="break-words">
        It belonged to {mailbox.owner} and was deleted <RelativeTime at={mailbox.deletedAt} />. Restoring brings its
        settings and greetings back; adding begins anew.
      </p>
    </Notice>
  ))
}
