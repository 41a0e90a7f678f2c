'use client'

import { Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { useToast } from '@/components/ui/toast'
import { parseTemplate } from '@/lib/voicemail-profiles/template'
import { MessagePreview, type PreviewedMessage } from './message-preview'
import { TestMessageDialog } from './test-message-dialog'

/** Who can send a test: `whyNot` says why nobody can. */
export type TestSender = { ownAddress: string; whyNot: string | null }

type PreviewPanelProps = { tenantId: string; profileId: string | null; message: PreviewedMessage; sender: TestSender }

function hindrance({ emailFromAddress, emailSubject, emailBody }: PreviewedMessage, { whyNot }: TestSender) {
  if (whyNot !== null) return whyNot
  if (emailFromAddress.trim() === '') return 'A test needs the Email From Address.'
  const unknown = [emailSubject, emailBody].some((text) => parseTemplate(text).unknown.length > 0)
  return unknown ? 'A test waits until every token is known.' : null
}

/** What is being written, as it will be read, and the way to see it in a real mailbox. */
export function PreviewPanel({ tenantId, profileId, message, sender }: PreviewPanelProps) {
  const [open, setOpen] = useState(false)
  const toast = useToast()
  const hindered = hindrance(message, sender)
  return (
    <Panel title="Preview" className="lg:sticky lg:top-16">
      <MessagePreview message={message} />
      <div className="mt-3 flex flex-col items-start gap-1.5 border-t pt-3">
        <Button
          icon={<Send aria-hidden className="size-4" />}
          disabled={hindered !== null}
          aria-describedby={hindered ? 'test-hindrance' : undefined}
          onClick={() => setOpen(true)}
        >
          Send a test
        </Button>
        {hindered ? (
          <p id="test-hindrance" className="text-xs text-muted">
            {hindered}
          </p>
        ) : null}
      </div>
      {open ? (
        <TestMessageDialog
          tenantId={tenantId}
          profileId={profileId}
          message={message}
          ownAddress={sender.ownAddress}
          onClose={() => setOpen(false)}
          onSent={({ to, response }) => {
            setOpen(false)
            toast({ tone: 'done', title: `Sent to ${to}`, text: `The mail relay answered: ${response}` })
          }}
        />
      ) : null}
    </Panel>
  )
}
