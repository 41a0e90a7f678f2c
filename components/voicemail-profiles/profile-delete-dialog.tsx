'use client'

import { CircleAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { describeSaveFailure } from '@/components/forms/save-failure'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { mailboxesText, mailboxesThat } from '@/components/voicemail/mailbox-words'
import { deleteProfileCall, replaceProfileCall } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

type ProfileDeleteDialogProps = {
  profile: VoicemailProfile
  /** Every other profile of the tenant. */
  others: readonly VoicemailProfile[]
  onClose: () => void
  /** After a refusal, so that the list shows what it was refused for. */
  onRefused: () => Promise<unknown>
  onDeleted: () => void
  /** The worker goes on: it is deleted when every mailbox has the replacement. */
  onReplacing: (replacement: VoicemailProfile) => void
}

/** A profile in use goes only with a replacement: which one, and how many mailboxes get it, is said before. */
export function ProfileDeleteDialog({ profile, others, onClose, onRefused, ...then }: ProfileDeleteDialogProps) {
  const formId = useId()
  const [replacementId, setReplacementId] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const inUse = profile.mailboxCount > 0
  const replacement = others.find(({ id }) => id === replacementId)

  async function remove(event: FormEvent) {
    event.preventDefault()
    setFailure(null)
    setMissing(inUse && !replacement)
    if (inUse && !replacement) return
    setBusy(true)
    try {
      const { tenantId, id, version } = profile
      if (replacement) {
        await replaceProfileCall(tenantId, id, version, replacement.id)
        then.onReplacing(replacement)
      } else {
        await deleteProfileCall(tenantId, id, version)
        then.onDeleted()
      }
    } catch (error) {
      const { message, action } = describeSaveFailure(error)
      setFailure([message, action].filter(Boolean).join(' '))
      await onRefused()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={`Delete ${profile.name}?`}
      description={
        inUse
          ? `${mailboxesThat(profile.mailboxCount, 'use')} it. Choose what they get instead.`
          : 'No mailbox uses it. It cannot be brought back; the audit log keeps what it was.'
      }
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="danger" busy={busy}>
            Delete
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-3" onSubmit={(event) => void remove(event)}>
        <Field
          label="Its mailboxes get"
          optional={!inUse}
          error={missing ? 'must be chosen: mailboxes use the profile that goes' : null}
          hint={
            replacement && inUse
              ? `${mailboxesText(profile.mailboxCount)} will follow ${replacement.name}, and deleted ones when they are restored. Then it is deleted.`
              : 'Deleted mailboxes that can still be restored get it, too.'
          }
        >
          {(control) => (
            <Select
              {...control}
              value={replacementId}
              onValueChange={setReplacementId}
              options={[
                { value: '', label: inUse ? 'Choose a profile' : 'No replacement' },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
        <div role="alert">
          {failure ? (
            <p className="flex items-start gap-1.5 text-sm text-failing-text">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {failure}
            </p>
          ) : null}
        </div>
      </form>
    </Dialog>
  )
}
