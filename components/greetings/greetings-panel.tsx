'use client'

import { useQuery } from '@tanstack/react-query'
import { QueryState } from '@/components/query-state/query-state'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { greetingsQuery } from '@/lib/greetings/queries'
import { greetingTypeLabels } from '@/lib/mailboxes/vocabulary'
import { GreetingCard } from './greeting-card'

type GreetingsPanelProps = { tenantId: string; mailboxId: string; canWrite: boolean }

/** The Greetings tab of a mailbox: what callers can be played, and which of it they hear. */
export function GreetingsPanel({ tenantId, mailboxId, canWrite }: GreetingsPanelProps) {
  const place = { tenantId, mailboxId }
  const query = useQuery(greetingsQuery(place))
  return (
    <QueryState
      query={query}
      what="greetings of this mailbox"
      loading={<SkeletonBlock label="Reading the greetings" className="h-64" />}
    >
      {({ mailbox, greetings }) => (
        <>
          <p className="mb-3 text-sm text-muted">
            Callers hear the{' '}
            <span className="font-medium text-ink">{greetingTypeLabels[mailbox.activeGreetingType]}</span> greeting.
            {mailbox.activeGreetingType === 'standard' ? ' The voicemail service speaks it itself.' : null}
          </p>
          <div className="grid gap-4 xl:grid-cols-2 xl:items-start">
            {greetings.map((greeting) => (
              <GreetingCard
                key={greeting.type}
                place={place}
                greeting={greeting}
                mailbox={mailbox}
                canWrite={canWrite && mailbox.deletedAt === null}
              />
            ))}
          </div>
        </>
      )}
    </QueryState>
  )
}
