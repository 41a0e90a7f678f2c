'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { greetingsQuery, type MailboxPlace, mailboxKey, uploadGreetingCall } from '@/lib/greetings/queries'
import { greetingLimits, type RecordedGreetingType, sizeSentence } from '@/lib/greetings/vocabulary'

/** A file that somebody chose: on its way, or kept after a failure so that it need not be chosen again. */
export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending'; file: File; share: number }
  | { kind: 'failed'; file: File; failure: SaveFailure }

function refuseHere(file: File): SaveFailure | null {
  // Two gigabytes need not travel to be refused; what else may be wrong only the server can tell.
  if (file.size <= greetingLimits.sizeBytes) return null
  const message = `The file ${sizeSentence(file.size)}.`
  return {
    kind: 'refused',
    message,
    action: 'Shorten the recording, or save it as A-law, µ-law or MP3.',
    requestId: null,
    fields: [],
  }
}

/** Uploads a file as one greeting of a mailbox. `onDone` after it is there. */
export function useGreetingUpload(place: MailboxPlace, type: RecordedGreetingType, onDone: (file: File) => void) {
  const client = useQueryClient()
  const [state, setState] = useState<UploadState>({ kind: 'idle' })
  const abort = useRef<AbortController | null>(null)
  const { tenantId, mailboxId } = place

  const start = useCallback(
    async (file: File, version: number) => {
      const here = { tenantId, mailboxId }
      const refused = refuseHere(file)
      if (refused) return setState({ kind: 'failed', file, failure: refused })
      const controller = new AbortController()
      abort.current = controller
      setState({ kind: 'sending', file, share: 0 })
      try {
        const onProgress = (share: number) => setState({ kind: 'sending', file, share })
        const list = await uploadGreetingCall(here, type, version, file, { onProgress, signal: controller.signal })
        client.setQueryData(greetingsQuery(here).queryKey, list)
        setState({ kind: 'idle' })
        onDone(file)
        void client.invalidateQueries({ queryKey: mailboxKey(here) })
      } catch (error) {
        if (controller.signal.aborted) return setState({ kind: 'idle' })
        const failure = describeSaveFailure(error)
        setState({ kind: 'failed', file, failure })
        // Trying again must be on what is there now.
        if (failure.kind === 'conflict') void client.invalidateQueries({ queryKey: greetingsQuery(here).queryKey })
      }
    },
    [client, tenantId, mailboxId, type, onDone],
  )
  const cancel = useCallback(() => abort.current?.abort(), [])
  const forget = useCallback(() => setState({ kind: 'idle' }), [])
  return { state, start, cancel, forget }
}
