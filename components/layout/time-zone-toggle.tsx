'use client'

import { Globe } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { useTimeZone } from '@/components/ui/time-zone'
import { Tooltip } from '@/components/ui/tooltip'

/** Switches all times of the console between the viewer's zone and UTC; the button names the zone in force. */
export function TimeZoneToggle() {
  const { zone, utc, setUtc } = useTimeZone()
  return (
    <Tooltip text={utc ? 'Times are in UTC. Switch to your own zone.' : `Times are in ${zone}. Switch to UTC.`}>
      <button
        type="button"
        aria-pressed={utc}
        aria-label="Show times in UTC"
        onClick={() => setUtc(!utc)}
        className={buttonClass('quiet', 'md')}
      >
        <Globe aria-hidden className="size-4" />
        <span className="max-w-32 truncate text-xs max-lg:hidden">{utc ? 'UTC' : zone.replaceAll('_', ' ')}</span>
      </button>
    </Tooltip>
  )
}
