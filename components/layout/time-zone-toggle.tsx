'use client'

import { Globe } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { useTimeZone } from '@/components/ui/time-zone'
import { Tooltip } from '@/components/ui/tooltip'

/** Switches all times of the console between the viewer's zone and UTC; the button names the zone in force. */
export function TimeZoneToggle() {
  const { zone, utc, setUtc } = useTimeZone()
  const name = zone.replaceAll('_', ' ')
  return (
    <Tooltip text={`Times are in ${name}. Switch to ${utc ? 'your own zone' : 'UTC'}.`}>
      <button
        type="button"
        aria-label={`Times in ${name}, switch to ${utc ? 'my own zone' : 'UTC'}`}
        onClick={() => setUtc(!utc)}
        className={buttonClass('quiet', 'md')}
      >
        <Globe aria-hidden className="size-4" />
        <span className="max-w-32 truncate text-xs max-lg:hidden">{name}</span>
      </button>
    </Tooltip>
  )
}
