'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { EntityFormNotices } from '@/components/forms/entity-form-notices'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import { createMailboxCall, mailboxesKey } from '@/lib/mailboxes/queries'
import type { Mailbox } from '@/lib/mailboxes/schema'
import { mailboxSettings } from '@/lib/mailboxes/vocabulary'
import {
  type MailboxFormValues,
  type MailboxOutput,
  mailboxDraftKey,
  mailboxFormSchema,
  newMailboxValues,
  toFormValues,
} from './mailbox-form-schema'
import { MailboxIdentityFields } from './mailbox-identity-fields'
import { fieldText, inheritedValue, mailboxFieldLabels, mailboxPath } from './mailbox-words'
import { NewMailboxSettings } from './new-mailbox-settings'
import { NumberHoldersNotice } from './number-holders-notice'
import { useMailboxActs } from './use-mailbox-acts'

type CreateMailboxDialogProps = { tenantId: string; onClose: () => void }

const schema = mailboxFormSchema()

/** What `OpenCreateMailbox` loads. Opens the new mailbox once it is made. */
export function CreateMailboxDialog({ tenantId, onClose }: CreateMailboxDialogProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const acts = useMailboxActs()
  const formId = useId()
  const entity = useEntityForm<MailboxFormValues, MailboxOutput, Mailbox>({
    draftKey: `mailbox.new.${tenantId}`,
    schema,
    initial: newMailboxValues,
    version: null,
    save: (output) => createMailboxCall(tenantId, output),
    savedAs: (made) => ({ draftKey: mailboxDraftKey(made.id), values: toFormValues(made), version: made.version }),
    onSaved: (made) => {
      toast({ tone: 'done', title: `Added mailbox ${made.number}` })
      void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
      router.push(mailboxPath(tenantId, made.id))
    },
  })
  const { form } = entity
  const number = useWatch({ control: form.control, name: 'number' })
  const [withSettings, setWithSettings] = useState(() =>
    mailboxSettings.some((setting) => form.getValues(setting) !== inheritedValue),
  )

  async function restore(mailbox: Mailbox) {
    try {
      await acts.restore(mailbox)
      entity.discard()
      router.push(mailboxPath(tenantId, mailbox.id))
    } catch (error) {
      const text = error instanceof Error ? error.message : undefined
      toast({ tone: 'failed', title: `Mailbox ${mailbox.number} is still deleted`, text })
    }
  }

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Add a mailbox"
      description="Everything else it inherits, until you say otherwise."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="primary" busy={entity.busy}>
            Add mailbox
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          entity.submit()
        }}
      >
        <EntityFormNotices entity={entity} labels={mailboxFieldLabels} format={(value, name) => fieldText(name, value)}>
          <MailboxIdentityFields form={form} numberHint="Digits; leading zeros count." />
          <NumberHoldersNotice tenantId={tenantId} number={number} onRestore={(mailbox) => void restore(mailbox)} />
          {withSettings ? (
            <NewMailboxSettings tenantId={tenantId} form={form} />
          ) : (
            <Button className="self-start" onClick={() => setWithSettings(true)}>
              Choose settings, too
            </Button>
          )}
        </EntityFormNotices>
      </form>
    </Dialog>
  )
}
