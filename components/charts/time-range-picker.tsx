'use client'

import { ChevronLeft, ChevronRight, Clock, Play, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { useTimeZone } from '@/components/ui/time-zone'
import { formatMinute } from '@/lib/format/time'
import { relativeRangeNames } from '@/lib/time/range'
import { isFollowing, relativeLabels } from '@/lib/time/range-moves'
import { AbsoluteRangeForm } from './absolute-range-form'
import type { TimeRangeState } from './use-time-range'

/** Chooses the range of all charts of a page. `state` comes from `useTimeRange`. */
export function TimeRangePicker({ state }: { state: TimeRangeState }) {
  const { zone } = useTimeZone()
  const [open, setOpen] = useState(false)
  const { range } = state
  const following = isFollowing(range)
  const label =
    range.from !== undefined && range.to !== undefined
      ? `${formatMinute(range.from * 1000, zone)} to ${formatMinute(range.to * 1000, zone)}`
      : relativeLabels[range.range]
  const trigger = (
    <button type="button" aria-label={`Time range: ${label}`} className={buttonClass('secondary', 'md')}>
      <Clock aria-hidden className="size-4" />
      <span className="max-w-72 truncate">{label}</span>
    </button>
  )
  return (
    <fieldset aria-label="Time range" className="flex min-w-0 flex-wrap items-center gap-0.5">
      <IconButton
        label="Earlier"
        icon={<ChevronLeft aria-hidden className="size-4" />}
        onClick={() => state.shift(-1)}
      />
      <Popover trigger={trigger} label="Choose a time range" open={open} onOpenChange={setOpen} align="end">
        <div className="flex flex-col gap-3 sm:flex-row">
          <ul className="flex flex-col">
            {relativeRangeNames.map((name) => {
              const current = following && range.range === name
              return (
                <li key={name}>
                  <button
                    type="button"
                    aria-pressed={current}
                    onClick={() => {
                      state.setRelative(name)
                      setOpen(false)
                    }}
                    className={classNames(
                      'flex h-8 w-full items-center rounded-inner px-2 text-sm pointer-coarse:h-10',
                      current ? 'bg-accent-tint font-medium text-accent-text' : 'hover:bg-sunken',
                    )}
                  >
                    {relativeLabels[name]}
                  </button>
                </li>
              )
            })}
          </ul>
          <AbsoluteRangeForm
            range={range}
            onApply={(from, to) => {
              state.zoomTo(from, to)
              setOpen(false)
            }}
          />
        </div>
      </Popover>
      <IconButton
        label="Later"
        disabled={following}
        icon={<ChevronRight aria-hidden className="size-4" />}
        onClick={() => state.shift(1)}
      />
      <IconButton label="Zoom out" icon={<ZoomOut aria-hidden className="size-4" />} onClick={() => state.zoomOut()} />
      {following ? null : (
        <button type="button" onClick={() => state.follow()} className={buttonClass('secondary', 'md')}>
          <Play aria-hidden className="size-4" />
          Follow now
        </button>
      )}
    </fieldset>
  )
}
