'use client'

import type { ReactNode } from 'react'
import { SourceNote } from '@/components/status/source-note'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SourceState } from '@/lib/sources/schema'
import type { QueryView } from './query-view'

type TroubledView = Extract<QueryView<unknown>, { kind: 'stale' | 'partial' }>

function Sources({ sources }: { sources: readonly SourceState[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {sources.map((source) => (
        <li key={`${source.region}/${source.name}`}>
          <SourceNote source={source} />
        </li>
      ))}
    </ul>
  )
}

type StaleBannerProps = { view: TroubledView; what: string; action: ReactNode }

/** Says which source fails, how and since when, and what the rest of the page is still worth. */
export function StaleBanner({ view, what, action }: StaleBannerProps) {
  const partial = view.kind === 'partial'
  const title = partial ? `Not all ${what} are here` : `These ${what} are as last known`
  return (
    <Notice tone={partial ? 'warning' : 'stale'} title={title} action={action} className="mb-3">
      {partial ? <Sources sources={view.missing} /> : null}
      {view.sources.length > 0 ? <Sources sources={view.sources} /> : null}
      {view.trouble ? (
        <p>
          {view.trouble.message} {view.trouble.action}
        </p>
      ) : null}
      {view.kind === 'stale' && view.asOfMs !== null ? (
        <p>
          It catches up by itself. Shown as of <RelativeTime at={view.asOfMs} className="font-medium text-ink" />
        </p>
      ) : null}
      {partial && view.othersAnswered && view.trouble === null ? (
        <p>What the other sources say is whole and up to date.</p>
      ) : null}
    </Notice>
  )
}
