'use client'

import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { LeaveGuard } from '@/components/forms/leave-guard'
import type { RecordedGreetingType } from '@/lib/greetings/vocabulary'
import { useGreetingUploads } from './use-greeting-uploads'

const UploadsContext = createContext<ReturnType<typeof useGreetingUploads> | null>(null)

type GreetingUploadsProps = { tenantId: string; mailboxId: string; children: ReactNode }

/** Stands above the tabs of a mailbox: an upload goes on, and its failure is kept, while another tab is open. */
export function GreetingUploads({ tenantId, mailboxId, children }: GreetingUploadsProps) {
  const uploads = useGreetingUploads(tenantId, mailboxId)
  const isSending = Object.values(uploads.states).some(({ kind }) => kind === 'sending')
  return (
    <UploadsContext value={uploads}>
      {children}
      <LeaveGuard
        active={isSending}
        title="Leave while the recording is on its way?"
        touches="The upload stops, and callers go on hearing what they hear now."
      />
    </UploadsContext>
  )
}

/** The upload of one greeting, which its caller shows. */
export function useGreetingUpload(type: RecordedGreetingType) {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('A greeting is shown outside of GreetingUploads.')
  const { watch } = uploads
  useEffect(() => watch(type), [watch, type])
  return {
    state: uploads.states[type],
    start: (file: File, version: number) => void uploads.start(type, file, version),
    cancel: () => uploads.cancel(type),
    forget: () => uploads.forget(type),
  }
}
