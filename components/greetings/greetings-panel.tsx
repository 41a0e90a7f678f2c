'use client'

import { Panel } from '@/components/ui/panel'

type GreetingsPanelProps = { tenantId: string; mailboxId: string; canWrite: boolean }

/** The Greetings tab of a mailbox. */
export function GreetingsPanel(_props: GreetingsPanelProps) {
  return (
    <Panel title="Greetings">
      <p className="text-sm text-muted">
        This version of the console cannot upload greetings. Callers hear the standard greeting.
      </p>
    </Panel>
  )
}
