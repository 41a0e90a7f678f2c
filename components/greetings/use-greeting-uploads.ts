'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { useToast } from '@/components/ui/toast'
import { greetingsQuery, mailboxKey, uploadGreetingCall } from '@/lib/greetings/queries'
import { greetingLimits, type RecordedGreetingType, sizeSentence } from '@/lib/greetings/vocabulary'

/** A file that somebody chose: on its way, or kept after a failure so that it need not be chosen again. */
export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending'; file: File; share: number }
  | { kind: 'failed'; file: File; failure: SaveFailure }

type States = Record<RecordedGreetingType, UploadState>

const nothing: States = { personal: { kind: 'idle' }, 'extended-absence': { kind: 'idle' } }

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

/** Tells how an upload ended: a success always, a failure when nobody looks at the greeting, which shows it too. */
function useUploadNews() {
  const toast = useToast()
  const watched = useRef(new Set<RecordedGreetingType>())
  const watch = useCallback((type: RecordedGreetingType) => {
    watched.current.add(type)
    return () => void watched.current.delete(type)
  }, [])
  const tellDone = useCallback((file: File) => toast({ tone: 'done', title: `Uploaded ${file.name}` }), [toast])
  const tellFailed = useCallback(
    (type: RecordedGreetingType, file: File, { message, action }: SaveFailure) => {
      if (watched.current.has(type)) return
      const text = [message, action].filter(Boolean).join(' ')
      toast({ tone: 'failed', title: `${file.name} was not taken`, text })
    },
    [toast],
  )
  const tellLeft = useCallback(
    (file: File) =>
      toast({ tone: 'note', title: `The upload of ${file.name} was stopped`, text: 'You left its mailbox meanwhile.' }),
    [toast],
  )
  return { watch, tellDone, tellFailed, tellLeft }
}

/** Uploads of files as greetings of one mailbox. They end with the component that uses this, and it is said when one does. */
export function useGreetingUploads(tenantId: string, mailboxId: string) {
  const client = useQueryClient()
  const [states, setStates] = useState(nothing)
  const runs = useRef(new Map<RecordedGreetingType, { file: File; abort: AbortController }>())
  const { watch, tellDone, tellFailed, tellLeft } = useUploadNews()

  const show = useCallback((type: RecordedGreetingType, state: UploadState) => {
    setStates((before) => ({ ...before, [type]: state }))
  }, [])

  useEffect(() => {
    const underWay = runs.current
    return () => {
      for (const { file, abort } of underWay.values()) {
        abort.abort()
        tellLeft(file)
      }
      underWay.clear()
    }
  }, [tellLeft])

  const start = useCallback(
    async (type: RecordedGreetingType, file: File, version: number) => {
      const here = { tenantId, mailboxId }
      const refused = refuseHere(file)
      if (refused) return show(type, { kind: 'failed', file, failure: refused })
      const abort = new AbortController()
      runs.current.set(type, { file, abort })
      show(type, { kind: 'sending', file, share: 0 })
      try {
        const onProgress = (share: number) => show(type, { kind: 'sending', file, share })
        const list = await uploadGreetingCall(here, type, version, file, { onProgress, signal: abort.signal })
        client.setQueryData(greetingsQuery(here).queryKey, list)
        show(type, { kind: 'idle' })
        tellDone(file)
        void client.invalidateQueries({ queryKey: mailboxKey(here) })
      } catch (error) {
        if (abort.signal.aborted) return show(type, { kind: 'idle' })
        const failure = describeSaveFailure(error)
        show(type, { kind: 'failed', file, failure })
        tellFailed(type, file, failure)
        // Trying again must be on what is there now.
        if (failure.kind === 'conflict') void client.invalidateQueries({ queryKey: greetingsQuery(here).queryKey })
      } finally {
        if (runs.current.get(type)?.abort === abort) runs.current.delete(type)
      }
    },
    [client, tenantId, mailboxId, show, tellDone, tellFailed],
  )
  const cancel = useCallback((type: RecordedGreetingType) => runs.current.get(type)?.abort.abort(), [])
  const forget = useCallback((type: RecordedGreetingType) => show(type, { kind: 'idle' }), [show])
  return { states, start, cancel, forget, watch }
}
