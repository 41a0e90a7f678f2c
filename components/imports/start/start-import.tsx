'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { importPath } from '@/components/imports/import-paths'
import { importStateLook } from '@/components/imports/import-words'
import { QueryState } from '@/components/query-state/query-state'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { useToast } from '@/components/ui/toast'
import { importQuery } from '@/lib/imports/queries'
import type { ImportChoices, MailboxImport } from '@/lib/imports/schema'
import { ContinueUpload } from './continue-upload'
import { OtherFileNotice } from './other-file-notice'
import { ComparingProgress, SendingFailure, SendingProgress } from './sending-progress'
import { StartForm } from './start-form'
import { useSendFile } from './use-send-file'

type BegunBeforeProps = { tenantId: string; importId: string; onAnew: () => void }

/** What a reload comes back to: the address remembers the import whose upload it broke off. */
function BegunBefore({ tenantId, importId, onAnew }: BegunBeforeProps) {
  const query = useQuery(importQuery(tenantId, importId))
  const another = <Button onClick={onAnew}>Import another file</Button>
  return (
    <QueryState query={query} what="details of this import">
      {(record: MailboxImport) => (
        <div className="flex flex-col gap-3">
          {record.state === 'uploading' ? (
            <ContinueUpload tenantId={tenantId} record={record} canImport />
          ) : (
            <Notice
              tone="info"
              title={
                <>
                  <bdi>{record.fileName}</bdi> is uploaded: {importStateLook[record.state].label}
                </>
              }
              action={
                <LinkButton size="sm" href={importPath(record)}>
                  Open the import
                </LinkButton>
              }
            />
          )}
          <p>{another}</p>
        </div>
      )}
    </QueryState>
  )
}

/** The start of an import: the file, its upload, and the way on to its page once the check began. */
export function StartImport({ tenantId }: { tenantId: string }) {
  const router = useRouter()
  const toast = useToast()
  const [begun, setBegun] = useQueryState('import', parseAsString.withDefault(''))
  // Only an upload of this very page is shown here; one of before a reload needs its file again.
  const [mine, setMine] = useState<{ file: File; choices: ImportChoices } | null>(null)
  const sender = useSendFile(tenantId, {
    onBegun: ({ id }) => void setBegun(id),
    onSent: (record) => router.push(importPath(record)),
  })
  const { state } = sender
  function anew() {
    sender.stop()
    setMine(null)
    void setBegun(null)
  }
  async function cancel() {
    await sender.cancel()
    anew()
    toast({ tone: 'done', title: 'Import cancelled', text: 'No mailbox was changed.' })
  }
  return (
    <Panel className="max-w-3xl">
      {state.kind === 'sending' ? <SendingProgress state={state} sender={{ ...sender, cancel }} /> : null}
      {state.kind === 'comparing' ? (
        <ComparingProgress
          state={state}
          onCancel={() => {
            sender.stop()
            setMine(null)
          }}
        />
      ) : null}
      {state.kind === 'other-file' && mine ? (
        <OtherFileNotice
          file={state.file}
          onStartOver={() => void sender.send(state.file, mine.choices)}
          onChoose={anew}
        />
      ) : null}
      {state.kind === 'failed' ? (
        <div className="mb-4">
          <SendingFailure state={state} onRetry={sender.retry} onForget={anew} />
        </div>
      ) : null}
      {begun !== '' && state.kind === 'idle' && !mine ? (
        <BegunBefore tenantId={tenantId} importId={begun} onAnew={anew} />
      ) : null}
      {/* Kept while it sends, so that what was said of the file is still there when it is refused. */}
      <div hidden={state.kind === 'sending' || begun !== ''}>
        <StartForm
          onSend={(file, choices) => {
            setMine({ file, choices })
            void sender.send(file, choices)
          }}
        />
      </div>
    </Panel>
  )
}
