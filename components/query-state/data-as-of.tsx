'use client'

import { type LucideIcon, Pause, Radio, RotateCw, Unplug } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { LiveStatus } from '@/lib/live/connection'
import { useLiveState } from '@/lib/live/use-live'

const look: Readonly<Record<LiveStatus, { icon: LucideIcon; word: string; hint: string; className: string }>> = {
  live: { icon: Radio, word: 'Live', hint: 'Changes arrive by themselves.', className: 'text-ok-text' },
  connecting: {
    icon: RotateCw,
    word: 'Connecting',
    hint: 'The live connection is being set up. What you see is as of the time shown.',
    className: 'text-muted',
  },
  reconnecting: {
    icon: RotateCw,
    word: 'Reconnecting',
    hint: 'There is no live connection at the moment; it is being set up again. What you see is as of the time shown.',
    className: 'text-degraded-text',
  },
  paused: {
    icon: Pause,
    word: 'Paused',
    hint: 'This tab was hidden, so it stopped asking. It goes on now that you look.',
    className: 'text-paused-text',
  },
  off: { icon: Unplug, word: 'Not live', hint: 'This page does not change by itself.', className: 'text-muted' },
}

/** Whether changes arrive by themselves, in one icon and word. */
export function LiveIndicator({ compact = false }: { compact?: boolean }) {
  const { status } = useLiveState()
  const { icon: Icon, word, hint, className } = look[status]
  return (
    <span title={hint} data-live={status} className={classNames('inline-flex items-center gap-1 text-xs', className)}>
      <Icon
        aria-hidden
        className={classNames('size-3.5', (status === 'connecting' || status === 'reconnecting') && 'turn')}
      />
      <span className={compact ? 'max-lg:sr-only' : undefined}>{word}</span>
    </span>
  )
}

type DataAsOfProps = {
  /** `observedAt` of the list on this page; null while nothing was read yet. */
  observedAt: string | null | undefined
}

/** "Live · data as of 12:03:05, 3 s ago". */
export function DataAsOf({ observedAt }: DataAsOfProps) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 text-xs text-muted">
      <LiveIndicator />
      {observedAt ? (
        <span className="whitespace-nowrap">
          data as of <ExactTime at={observedAt} clock className="mono" />,{' '}
          <RelativeTime at={observedAt} className="inline-block min-w-[10ch]" />
        </span>
      ) : (
        <span>no data yet</span>
      )}
    </span>
  )
}
