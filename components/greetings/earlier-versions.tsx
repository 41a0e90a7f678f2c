'use client'

import { Download, RotateCcw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { RelativeTime } from '@/components/ui/relative-time'
import { audioPath, type MailboxPlace } from '@/lib/greetings/queries'
import type { Greeting, GreetingVersion } from '@/lib/greetings/schema'
import { greetingTypeLabels } from '@/lib/mailboxes/vocabulary'
import { AudioPlayer } from './audio-player'
import { describeFormat } from './greeting-words'
import type { GreetingActs } from './use-greeting-acts'

type EarlierVersionsProps = { place: MailboxPlace; greeting: Greeting; canWrite: boolean; acts: GreetingActs }

function VersionFacts({ version }: { version: GreetingVersion }) {
  return (
    <p className="min-w-0 text-xs text-muted">
      <span className="font-medium break-all text-ink">{version.fileName}</span>, {describeFormat(version)}, uploaded{' '}
      <RelativeTime at={version.uploadedAt} /> by {version.uploadedByName}
      {version.removedAt ? (
        <>
          , removed <RelativeTime at={version.removedAt} />
        </>
      ) : null}
    </p>
  )
}

/** Recordings that were replaced or removed. Each can be heard and brought back. */
export function EarlierVersions({ place, greeting, canWrite, acts }: EarlierVersionsProps) {
  const { earlier, type } = greeting
  if (earlier.length === 0) return null
  return (
    <details className="border-t pt-3">
      <summary className="cursor-pointer text-sm text-muted hover:text-ink">
        Earlier versions ({earlier.length})
      </summary>
      <ul className="mt-2 flex flex-col divide-y">
        {earlier.map((version) => {
          const what = `version ${version.number} of the ${greetingTypeLabels[type]} greeting`
          return (
            <li key={version.id} className="flex flex-col gap-2 py-3">
              <AudioPlayer version={version} path={audioPath(place, type, version.id, 'playing')} what={what} />
              <div className="flex flex-wrap items-center justify-between gap-2">
                <VersionFacts version={version} />
                <span className="flex gap-1">
                  {canWrite ? (
                    <Button
                      size="sm"
                      busy={acts.busy}
                      aria-label={`Restore ${what}`}
                      icon={<RotateCcw aria-hidden className="size-3.5" />}
                      onClick={() => acts.restore(version.id)}
                    >
                      Restore
                    </Button>
                  ) : null}
                  <a
                    className={buttonClass('quiet', 'sm', true)}
                    href={audioPath(place, type, version.id, 'download')}
                    aria-label={`Download ${what}`}
                    data-tip={`Download ${what}`}
                    download
                  >
                    <Download aria-hidden className="size-3.5" />
                  </a>
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
