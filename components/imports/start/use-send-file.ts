'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { usePreload } from '@/components/ui/use-preload'
import { cancelImportCall } from '@/lib/imports/queries'
import type { ImportChoices, MailboxImport } from '@/lib/imports/schema'
import { createImportCall } from '@/lib/imports/upload-queries'
import { type Compared, OtherFile } from './compare-parts'
import { FileChanged, type SendReport, sendFile, type Trouble } from './send-file'
import { lineOf, loadDigest } from './upload-line'
import { addSample, rateOf, type Sample, uploadName } from './upload-plan'
import { useNoteImport } from './use-note-import'

export type Sending =
  | { kind: 'idle' }
  | { kind: 'sending'; file: File; sentBytes: number; perSecond: number | null; trouble: Trouble | null }
  /** What has arrived is held against the file before it goes on. */
  | { kind: 'comparing'; file: File; compared: Compared }
  /** It is not the file that was begun: `record` is what the console has of that one. */
  | { kind: 'other-file'; file: File; record: MailboxImport }
  | { kind: 'failed'; file: File; failure: SaveFailure }

function describeFailure(error: unknown): SaveFailure {
  if (!(error instanceof FileChanged)) return describeSaveFailure(error)
  return { kind: 'refused', message: error.message, action: null, requestId: null, fields: [] }
}

type Events = {
  /** The console knows of the import from here on. */
  onBegun?: (record: MailboxImport) => void
  /** All of it is there and its check began, or somebody else took it further. */
  onSent: (record: MailboxImport) => void
}

/** One go at sending: what was asked for, what stops it, what wakes it, and what the console has so far. */
type Run = {
  file: File
  from: MailboxImport | ImportChoices
  sameParts: number
  abort: AbortController
  wake: EventTarget
  record: MailboxImport | null
}

/** Why a run was given up, other than by leaving the page. */
const cancelled = 'cancelled'

/** Tells the console of a file that it does not know yet. */
async function begin(tenantId: string, file: File, choices: ImportChoices): Promise<MailboxImport> {
  const body = { ...choices, fileName: uploadName(file.name), sizeBytes: file.size }
  return createImportCall(tenantId, body)
}

/** Shows what is reported of a run as long as it is wanted; `again` shows it anew, as a rate falls while nothing is reported. */
function reporter({ file, abort }: Run, show: (state: Sending) => void) {
  let samples: Sample[] = []
  let last: SendReport = { sentBytes: 0, compared: null, trouble: null }
  const report = (given: SendReport) => {
    if (abort.signal.aborted) return
    last = given
    const { sentBytes, compared, trouble } = given
    if (compared) return show({ kind: 'comparing', file, compared })
    samples = trouble ? [] : addSample(samples, { atMs: performance.now(), bytes: sentBytes })
    show({ kind: 'sending', file, sentBytes, perSecond: rateOf(samples), trouble })
  }
  return { report, again: () => report(last) }
}

/** What is known of a run before the console was asked anything. */
function firstReport(known: MailboxImport | null, sameParts: number): SendReport {
  const sentBytes = known?.receivedBytes ?? 0
  const isToCompare = (known?.parts ?? 0) > sameParts
  return { sentBytes, compared: isToCompare ? { doneBytes: 0, totalBytes: sentBytes } : null, trouble: null }
}

function ended(error: unknown, { file, record }: Run): Sending {
  if (error instanceof OtherFile && record) return { kind: 'other-file', file, record }
  return { kind: 'failed', file, failure: describeFailure(error) }
}

/** Uploads a file as an import of a tenant, from its beginning or from where it broke off, and starts the check. */
export function useSendFile(tenantId: string, events: Events) {
  const [state, setState] = useState<Sending>({ kind: 'idle' })
  const run = useRef<Run | null>(null)
  const heard = useRef(events)
  useEffect(() => {
    heard.current = events
  })
  useEffect(() => () => run.current?.abort.abort(), [])
  const note = useNoteImport(tenantId)
  usePreload(loadDigest)

  const send = useCallback(
    async (file: File, from: MailboxImport | ImportChoices, sameParts = 0) => {
      run.current?.abort.abort()
      const known = 'id' in from ? from : null
      const asked = { file, from, sameParts }
      const mine: Run = { ...asked, abort: new AbortController(), wake: new EventTarget(), record: known }
      run.current = mine
      const { signal } = mine.abort
      const { report, again } = reporter(mine, setState)
      const tick = setInterval(again, 1000)
      report(firstReport(known, sameParts))
      try {
        const begun = known ?? (await begin(tenantId, file, from as ImportChoices))
        mine.record = begun
        note(begun)
        // The console had not answered yet when it was cancelled.
        if (signal.reason === cancelled) note(await cancelImportCall(tenantId, begun.id, true))
        if (signal.aborted) return
        if (!known) heard.current.onBegun?.(begun)
        const onRecord = (record: MailboxImport) => {
          mine.record = record
        }
        const line = lineOf(begun, { wake: mine.wake, signal, onRecord })
        const sent = await sendFile(begun, file, line, report, sameParts)
        if (signal.aborted) return
        note(sent)
        setState({ kind: 'idle' })
        heard.current.onSent(sent)
      } catch (error) {
        if (!signal.aborted) setState(ended(error, mine))
      } finally {
        clearInterval(tick)
      }
    },
    [tenantId, note],
  )

  /** The same again, from what the console has by now. */
  const retry = useCallback(() => {
    const last = run.current
    if (last) void send(last.file, last.record ?? last.from, last.sameParts)
  }, [send])
  /** Ends the import, not only the sending. Throws ApiError when the console cannot be told. */
  const cancel = useCallback(async () => {
    const mine = run.current
    if (mine?.record) note(await cancelImportCall(tenantId, mine.record.id, true))
    mine?.abort.abort(cancelled)
    setState({ kind: 'idle' })
  }, [tenantId, note])
  /** Ends the sending only: what has arrived stays. */
  const stop = useCallback(() => {
    run.current?.abort.abort()
    setState({ kind: 'idle' })
  }, [])
  const tryNow = useCallback(() => run.current?.wake.dispatchEvent(new Event('now')), [])
  return { state, send, retry, cancel, stop, tryNow }
}
