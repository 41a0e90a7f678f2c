'use client'

import { AudioLines, Download, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { FileDrop } from '@/components/ui/file-drop'
import { Panel } from '@/components/ui/panel'
import { audioPath, type MailboxPlace } from '@/lib/greetings/queries'
import type { Greeting, GreetingList, GreetingVersion } from '@/lib/greetings/schema'
import { acceptedAudio } from '@/lib/greetings/vocabulary'
import { greetingTypeLabels } from '@/lib/mailboxes/vocabulary'
import { AudioPlayer } from './audio-player'
import { EarlierVersions } from './earlier-versions'
import { GreetingFacts } from './greeting-facts'
import { useGreetingUpload } from './greeting-uploads'
import { UploadProgress } from './upload-progress'
import { type GreetingActs, useGreetingActs } from './use-greeting-acts'

type GreetingCardProps = {
  place: MailboxPlace
  greeting: Greeting
  mailbox: GreetingList['mailbox']
  canWrite: boolean
}

function Empty({ choose, canWrite }: { choose: ReactNode; canWrite: boolean }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-box border border-dashed px-4 py-8 text-center">
      <AudioLines aria-hidden className="size-6 text-faint" />
      <p className="text-base font-medium">No recording yet</p>
      <p className="max-w-prose text-sm text-muted">
        {canWrite ? `Drop a file here or choose one: ${acceptedAudio}.` : 'Nobody has uploaded one.'}
      </p>
      {canWrite ? choose : null}
    </div>
  )
}

type ActionsProps = GreetingCardProps & {
  version: GreetingVersion
  isActive: boolean
  choose: ReactNode
  acts: GreetingActs
}

function Actions({ place, greeting, canWrite, version, isActive, choose, acts }: ActionsProps) {
  const [asking, setAsking] = useState(false)
  const what = `the ${greetingTypeLabels[greeting.type]} greeting`
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canWrite ? (
        <Button
          size="sm"
          variant={isActive ? 'secondary' : 'primary'}
          busy={acts.busy}
          onClick={() => acts.activate(!isActive)}
          aria-label={`${isActive ? 'Use Standard instead' : 'Make active'}: ${what}`}
        >
          {isActive ? 'Use Standard instead' : 'Make active'}
        </Button>
      ) : null}
      {canWrite ? choose : null}
      <a
        className={buttonClass('secondary', 'sm')}
        href={audioPath(place, greeting.type, version.id, 'download')}
        aria-label={`Download ${what}`}
        download
      >
        <Download aria-hidden className="size-3.5" />
        Download
      </a>
      {canWrite ? (
        <Button
          size="sm"
          variant="quiet"
          icon={<Trash2 aria-hidden className="size-3.5" />}
          aria-label={`Remove ${what}`}
          onClick={() => setAsking(true)}
        >
          Remove
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${what}?`}
        touches={
          isActive
            ? 'Callers hear it now. They will hear the Standard greeting instead. The recording stays among the earlier versions and can be restored.'
            : 'The recording stays among the earlier versions and can be restored.'
        }
        confirmLabel="Remove"
        destructive
        onConfirm={() => acts.remove(isActive)}
      />
    </div>
  )
}

/** One greeting: what callers hear of it, and all that can be done with it. A file may be dropped anywhere on it. */
export function GreetingCard(props: GreetingCardProps) {
  const { place, greeting, mailbox, canWrite } = props
  const { type, current } = greeting
  const name = greetingTypeLabels[type]
  const what = `the ${name} greeting`
  const isActive = mailbox.activeGreetingType === type
  const acts = useGreetingActs(place, greeting, mailbox.version)
  const { state, start, cancel, forget } = useGreetingUpload(type)
  const send = (file: File) => start(file, greeting.version)
  return (
    <FileDrop
      label={current ? 'Replace' : 'Upload'}
      what={what}
      accept=".wav,.mp3,audio/wav,audio/x-wav,audio/mpeg"
      primary={!current}
      disabled={!canWrite || state.kind === 'sending'}
      onFile={send}
    >
      {(choose) => (
        <Panel title={name} actions={isActive ? <Badge tone="accent">Active: callers hear this</Badge> : null}>
          <div className="flex flex-col gap-4">
            <UploadProgress state={state} onCancel={cancel} onRetry={send} onForget={forget} />
            {current ? (
              <>
                <AudioPlayer
                  key={current.id}
                  version={current}
                  path={audioPath(place, type, current.id, 'playing')}
                  what={what}
                />
                <GreetingFacts version={current} />
                <Actions {...props} version={current} isActive={isActive} choose={choose} acts={acts} />
              </>
            ) : (
              <Empty choose={choose} canWrite={canWrite} />
            )}
            <EarlierVersions place={place} greeting={greeting} canWrite={canWrite} acts={acts} />
          </div>
        </Panel>
      )}
    </FileDrop>
  )
}
