'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { ServiceAlert } from '@/lib/services/schema'
import { fillAction } from './alert-state-look'

/** What the guide advises, to tick off while working through it. Ticks last as long as the page is open. */
export function Runbook({ alert }: { alert: ServiceAlert }) {
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  if (!alert.documented)
    return <p className="text-sm text-muted">The guide does not know this rule: it is the site’s own.</p>
  if (alert.actions.length === 0) {
    return <p className="text-sm text-muted">The guide prints no action for this alert.</p>
  }
  function tick(action: string, on: boolean) {
    const next = new Set(done)
    if (on) next.add(action)
    else next.delete(action)
    setDone(next)
  }
  return (
    <ol aria-label={`Runbook of ${alert.name}`} className="flex flex-col gap-1.5">
      {alert.actions.map((action) => (
        <li key={action}>
          <Checkbox
            className="items-start"
            checked={done.has(action)}
            onCheckedChange={(on) => tick(action, on)}
            label={
              <span className={done.has(action) ? 'text-muted line-through' : ''}>
                {fillAction(action, alert.instances)}
              </span>
            }
          />
        </li>
      ))}
    </ol>
  )
}
