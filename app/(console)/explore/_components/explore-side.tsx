'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { MetricBrowser } from '@/components/explore/metric-browser'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { Choice } from './choice'
import type { Explore } from './use-explore'

const QueryHistory = dynamic(() => import('@/components/explore/query-history').then((module) => module.QueryHistory), {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading your queries" className="h-64" />,
})

const sides = ['metrics', 'history'] as const
const sideNames = { metrics: 'Metrics', history: 'History' } as const

/** What to ask about: every metric, or what was asked before. `onLeave` is called once something was chosen. */
export function ExploreSide({ explore, onLeave }: { explore: Explore; onLeave?: () => void }) {
  const [side, setSide] = useState<(typeof sides)[number]>('metrics')
  const { region, query } = explore.params
  const ask: Explore['ask'] = (question) => {
    explore.ask(question)
    onLeave?.()
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <Choice label="Choose from" values={sides} names={sideNames} value={side} onChange={setSide} />
      {side === 'metrics' ? (
        <MetricBrowser
          region={region}
          query={query}
          onPick={(metric) => ask({ query: metric.query, mode: 'range' })}
          onExample={({ query: text, mode }) => ask({ query: text, mode })}
        />
      ) : (
        <QueryHistory onPick={({ query: text, mode, region: where }) => ask({ query: text, mode, region: where })} />
      )}
    </div>
  )
}
