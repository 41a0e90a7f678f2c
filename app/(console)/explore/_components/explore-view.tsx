'use client'

import { ListTree } from 'lucide-react'
import { useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { ExploreRegion } from '@/lib/explore/server/list-regions'
import { ExploreSide } from './explore-side'
import { QueryAnswerView } from './query-answer-view'
import { QueryControls } from './query-controls'
import { useExplore } from './use-explore'

export function ExploreView({ regions }: { regions: readonly ExploreRegion[] }) {
  const explore = useExplore()
  const [sideOpen, setSideOpen] = useState(false)
  const header = (
    <PageHeader
      title="Explore"
      description="Every metric there is, and any question to Prometheus."
      actions={
        regions.length === 0 ? null : (
          <Button
            className="lg:hidden"
            icon={<ListTree aria-hidden className="size-4" />}
            onClick={() => setSideOpen(true)}
          >
            Metrics and history
          </Button>
        )
      }
    />
  )
  if (regions.length === 0) {
    return (
      <>
        {header}
        <EmptyState
          title="No region has a Prometheus"
          text="Name the address of one in the configuration of this console; then its metrics are here."
          action={<LinkButton href="/sources">Show the sources</LinkButton>}
        />
      </>
    )
  }
  return (
    <>
      {header}
      <div className="grid gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <aside
          aria-label="Metrics and history"
          className="sticky top-16 hidden h-[calc(100dvh-9.5rem)] min-h-0 flex-col self-start lg:flex"
        >
          <ExploreSide explore={explore} />
        </aside>
        <div className="flex min-w-0 flex-col gap-3">
          <QueryControls explore={explore} regions={regions} />
          <QueryAnswerView explore={explore} />
        </div>
      </div>
      <Dialog open={sideOpen} onOpenChange={setSideOpen} title="Metrics and history" size="lg">
        <div className="flex h-[calc(100dvh-9rem)] flex-col">
          <ExploreSide explore={explore} onLeave={() => setSideOpen(false)} />
        </div>
      </Dialog>
    </>
  )
}
