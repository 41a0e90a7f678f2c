'use client'

import { CircleAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { describeSaveFailure } from '@/components/forms/save-failure'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { sendTestMessageCall } from '@/lib/voicemail-profiles/queries'
import { type SentTestMessage, testMessageSchema } from '@/lib/voicemail-profiles/test-message-schema'
import type { PreviewedMessage } from './message-preview'
import { type TestMessageTrouble, testMessageTrouble } from './test-message-trouble'

type TestMessageDialogProps = {
  tenantId: string
  profileId: string | null
  message: PreviewedMessage
  ownAddress: string
  onClose: () => void
  onSent: (sent: SentTestMessage) => void
}

/** Sends the notification as it stands in the form. A refusal keeps the dialog open and says what the relay answered. */
export function TestMessageDialog({
  tenantId,
  profileId,
  message,
  ownAddress,
  onClose,
  onSent,
}: TestMessageDialogProps) {
  const formId = useId()
  const [to, setTo] = useState(ownAddress)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<TestMessageTrouble>({})

  async function send(event: FormEvent) {
    event.preventDefault()
    const parsed = testMessageSchema.safeParse({ ...message, to, profileId })
    if (!parsed.success) {
      setTrouble(
        testMessageTrouble(
          parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
        ),
      )
      return
    }
    setBusy(true)
    setTrouble({})
    try {
      onSent(await sendTestMessageCall(tenantId, parsed.data))
    } catch (error) {
      const failure = describeSaveFailure(error)
      const refused = testMessageTrouble(failure.fields)
      const told = [failure.message, failure.action].filter(Boolean).join(' ')
      setTrouble(refused.to || refused.other ? refused : { other: told })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title="Send a test"
      description="The message goes out as it stands in the form, with sample values. That you asked for it is written to the audit log."
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Close
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            Send
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-3" onSubmit={(event) => void send(event)}>
        <Field label="Send it to" error={trouble.to}>
          {(control) => (
            <Input
              {...control}
              type="email"
              inputMode="email"
              autoComplete="email"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">
          {trouble.other ? (
            <p className="flex items-start gap-1.5 text-sm break-words text-failing-text">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0">Not sent. {trouble.other}</span>
            </p>
          ) : null}
        </div>
      </form>
    </Dialog>
  )
}
