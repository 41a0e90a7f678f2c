'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { importPath, newImportPath } from '@/components/imports/import-paths'
import { Button, LinkButton } from '@/components/ui/button'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import { formatBytes } from '@/lib/format/bytes'
import type { MailboxImport } from '@/lib/imports/schema'
import { acceptedFiles } from './file-words'
import { giveUpUpload } from './give-up-upload'
import { OtherFileNotice } from './other-file-notice'
import { ComparingProgress, SendingFailure, SendingProgress } from './sending-progress'
import { whyNotSameFile } from './upload-plan'
import { useNoteImport } from './use-note-import'
import { useSendFile } from './use-send-file'

export type ContinueUploadProps = {
  tenantId: string
  record: MailboxImport
  /** False for whoever may only look. */
  canImport: boolean
}

type WrongFile = { name: string; reason: string }

function Refusal({ wrong, record }: { wrong: WrongFile; record: MailboxImport }) {
  return (
    <div role="alert">
      <Notice
        tone="failed"
        title={
          <>
            <bdi>{wrong.name}</bdi> was not taken
          </>
        }
        action={
          <LinkButton size="sm" href={newImportPath(record.tenantId)}>
            Import it anew
          </LinkButton>
        }
      >
        <p>{wrong.reason} Choose the file that the upload began with, or import this one by itself.</p>
      </Notice>
    </div>
  )
}

/** The sending of an upload that goes on, or of the one that a person began in its place. */
function useContinuedUpload(tenantId: string, record: MailboxImport) {
  const router = useRouter()
  const note = useNoteImport(tenantId)
  // As it was found to be of another file, once a person chose to start over.
  const [replaced, setReplaced] = useState<MailboxImport | null>(null)
  const sender = useSendFile(tenantId, {
    onSent: (sent) => {
      router.push(importPath(sent))
      if (replaced) void giveUpUpload(replaced).then((given) => given && note(given))
    },
  })
  const { send } = sender
  return {
    sender,
    goOn: (file: File) => {
      setReplaced(null)
      void send(file, record)
    },
    startOver: (file: File, other: MailboxImport) => {
      setReplaced(other)
      void send(file, other.choices)
    },
  }
}

/** An upload that broke off, and the way on: the same file, from where the console stands. */
export function ContinueUpload({ tenantId, record, canImport }: ContinueUploadProps) {
  const [wrong, setWrong] = useState<WrongFile | null>(null)
  const { sender, goOn, startOver } = useContinuedUpload(tenantId, record)
  const { state } = sender
  function take(file: File) {
    const reason = whyNotSameFile(record, file)
    setWrong(reason === null ? null : { name: file.name, reason })
    if (reason === null) goOn(file)
    else sender.stop()
  }
  if (state.kind === 'sending') return <SendingProgress state={state} sender={sender} />
  if (state.kind === 'comparing') return <ComparingProgress state={state} onCancel={sender.stop} />
  const { fileName, sizeBytes, receivedBytes } = record
  const isWhole = receivedBytes >= sizeBytes
  const there = `${formatBytes(receivedBytes)} of ${formatBytes(sizeBytes)} are there.`
  if (!canImport) return <p className="text-sm text-muted">The upload broke off or still runs: {there}</p>
  return (
    <div className="flex flex-col gap-3">
      {state.kind === 'failed' ? <SendingFailure state={state} onRetry={sender.retry} onForget={sender.stop} /> : null}
      {state.kind === 'other-file' ? (
        <OtherFileNotice file={state.file} onStartOver={() => startOver(state.file, state.record)} />
      ) : null}
      {wrong ? <Refusal wrong={wrong} record={record} /> : null}
      <FileDrop
        label={state.kind === 'other-file' ? 'Choose the other file' : 'Go on with the upload'}
        what={`of ${fileName}`}
        inputLabel={`The same file again: ${fileName}`}
        accept={acceptedFiles}
        primary
        size="md"
        disabled={false}
        onFile={take}
      >
        {(choose) => (
          <div
            data-drop=""
            className="flex flex-col items-start gap-3 rounded-box border border-dashed border-line-strong p-4 text-sm"
          >
            <p>
              <span className="font-medium">
                The upload of <bdi>{fileName}</bdi> is not finished.
              </span>{' '}
              {there}{' '}
              {isWhole
                ? 'Only its check was never begun.'
                : 'Choose the same file again, or drop it here: only the rest is sent. If another window still sends it, leave it to that one.'}
            </p>
            {isWhole ? (
              <Button variant="primary" onClick={() => void sender.send(new File([], fileName), record, record.parts)}>
                Check it
              </Button>
            ) : (
              choose
            )}
          </div>
        )}
      </FileDrop>
    </div>
  )
}
