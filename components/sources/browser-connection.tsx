'use client'

import { LiveIndicator } from '@/components/query-state/data-as-of'
import { Panel } from '@/components/ui/panel'
import { RelativeTime } from '@/components/ui/relative-time'
import type { LiveStatus } from '@/lib/live/connection'
import { useLiveState } from '@/lib/live/use-live'

const sentences: Readonly<Record<LiveStatus, string>> = {
  live: 'Changes reach this browser as they happen.',
  connecting: 'The stream from the console is being set up.',
  reconnecting:
    'The stream from the console broke off. It is being set up again by itself; pages stay as they were meanwhile.',
  paused: 'This tab was hidden, so the stream was closed. It opens again now.',
  off: 'No stream is open yet.',
}

/** The last hop: whether what the console knows reaches this browser. */
export function BrowserConnection() {
  const { status, sinceMs } = useLiveState()
  return (
    <Panel title="This browser" note="the stream of changes from the console">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <LiveIndicator />
        {sinceMs > 0 ? (
          <span className="text-muted">
            since <RelativeTime at={sinceMs} />
          </span>
        ) : null}
        <span>{sentences[status]}</span>
      </div>
    </Panel>
  )
}
