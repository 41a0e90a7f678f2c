'use client'

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { useTimeZone } from '@/components/ui/time-zone'
import type { StatusWord } from '@/lib/catalogue/schema'
import { statusLook } from './status-look'
import { describeBucket, joinRuns, moveInStrip, type StripBucket, summarizeStrip } from './strip-model'

type StripProps = {
  /** What the history is of: "Portal of Acme". */
  label: string
  /** In order of time, without overlaps. */
  buckets: readonly StripBucket[]
  /** The whole in one sentence, where the source knows it finer than the buckets do: they show their worst moment. */
  summary?: string
  className?: string
}

// Heights carry the verdict beside the colour: trouble stands taller than calm.
const heightClass: Readonly<Record<StatusWord, string>> = {
  ok: 'h-1/2',
  starting: 'h-3/5',
  paused: 'h-3/5',
  degraded: 'h-4/5',
  failing: 'h-full',
  stale: 'h-3/5',
  'no-data': 'h-3/5',
  unknown: 'h-3/5',
}

function StripBars({ buckets }: { buckets: readonly StripBucket[] }) {
  const runs = useMemo(() => joinRuns(buckets), [buckets])
  return (
    <div aria-hidden className="flex size-full items-end overflow-hidden rounded-inner">
      {runs.map((run) => (
        <span
          // Another status is another bar: one that changed its height in place would count as moved.
          key={`${run.startMs} ${run.status}`}
          style={{ flexGrow: run.endMs - run.startMs }}
          className={classNames('min-w-[2px] basis-0', heightClass[run.status], statusLook[run.status].mark)}
        />
      ))}
    </div>
  )
}

/** The history in a table row: a picture with its summary as text. */
export function MiniStatusStrip({ label, buckets, summary: known, className }: StripProps) {
  const summary = useMemo(() => known ?? summarizeStrip(buckets), [known, buckets])
  return (
    <div
      role="img"
      aria-label={`${label}: ${summary}`}
      title={summary}
      className={classNames('h-4 w-full min-w-24', className)}
    >
      <StripBars buckets={buckets} />
    </div>
  )
}

/** The history of a status. Walk it with the arrow keys (Page keys: next change) or the pointer; the line below says what is there. */
export function StatusStrip({ label, buckets, summary: known, className }: StripProps) {
  const { zone } = useTimeZone()
  const track = useRef<HTMLDivElement>(null)
  const [index, setIndex] = useState<number | null>(null)
  const summary = useMemo(() => known ?? summarizeStrip(buckets), [known, buckets])
  const shown = index === null ? undefined : buckets[Math.min(index, buckets.length - 1)]
  const first = buckets[0]
  const last = buckets.at(-1)
  const spanMs = first && last ? last.endMs - first.startMs : 0

  function point(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    const atMs = (first?.startMs ?? 0) + ((event.clientX - box.left) / Math.max(1, box.width)) * spanMs
    const found = buckets.findIndex((bucket) => atMs >= bucket.startMs && atMs < bucket.endMs)
    if (found >= 0) setIndex(found)
  }

  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const next = moveInStrip(event.key, index ?? buckets.length, buckets)
    if (next === null) return
    event.preventDefault()
    setIndex(next)
  }

  if (!first || !last) return <p className={classNames('text-sm text-muted', className)}>{summary}</p>
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-readonly
        aria-valuemin={0}
        aria-valuemax={buckets.length - 1}
        aria-valuenow={index ?? buckets.length - 1}
        aria-valuetext={shown ? describeBucket(shown, zone) : summary}
        onKeyDown={walk}
        onPointerMove={point}
        onPointerLeave={() => setIndex(null)}
        onBlur={() => setIndex(null)}
        className="relative h-8 w-full cursor-crosshair rounded-inner"
      >
        <StripBars buckets={buckets} />
        {shown && spanMs > 0 ? (
          <span
            aria-hidden
            style={{
              left: `${((shown.startMs - first.startMs) / spanMs) * 100}%`,
              width: `${((shown.endMs - shown.startMs) / spanMs) * 100}%`,
            }}
            className="pointer-events-none absolute inset-y-0 min-w-1 rounded-[2px] outline-2 outline-ink"
          />
        ) : null}
      </div>
      <p className="min-h-[1.4em] truncate text-xs text-muted">{shown ? describeBucket(shown, zone) : summary}</p>
    </div>
  )
}
