'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AlertSummaryLine } from '@/components/alerts/alert-summary-line'
import { ChangeRows } from '@/components/changes/change-rows'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { StatusCounts } from '@/components/services/status-counts'
import { nameSource } from '@/components/status/describe-source'
import { StatusBadge } from '@/components/status/status-badge'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { unheard } from '@/lib/sources/model'
import type { SourceState } from '@/lib/sources/schema'
import { PodsNotReady } from './pods-not-ready'
import { RaisedAlerts } from './raised-alerts'
import { ServiceGrid } from './service-grid'
import { SourceAges } from './source-ages'
import { TenantPortals } from './tenant-portals'
import { useOverview } from './use-overview'
import { Verdict } from './verdict'

const changeSlots = 8

function Part<Data>({
  query,
  what,
  height,
  children,
}: {
  query: UseQueryResult<Data>
  what: string
  height: string
  children: (data: Data) => ReactNode
}) {
  return (
    <QueryState query={query} what={what} loading={<SkeletonBlock label={`Reading the ${what}`} className={height} />}>
      {children}
    </QueryState>
  )
}

/** Beside a title whose panel cannot say it row by row. */
function Outdated({ sources }: { sources: readonly SourceState[] | undefined }) {
  const names = unheard(sources ?? []).map(nameSource)
  if (names.length === 0) return null
  return <StatusBadge status="stale" label="as last heard" title={`${names.join(', ')}: not answering in whole`} />
}

const all = (href: string, label: string) => (
  <LinkButton href={href} variant="quiet" size="sm">
    {label}
  </LinkButton>
)

export function OverviewView() {
  const { services, alerts, tenants, sources, changes, verdict, raised, asOf } = useOverview()
  return (
    <>
      <PageHeader title="Overview" dataAsOf={<DataAsOf observedAt={asOf} />} />
      <Verdict verdict={verdict} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Panel
          title="Services"
          note={services.data ? <StatusCounts byStatus={services.data.summary.byStatus} /> : null}
          actions={all('/services', 'All services')}
          padded={false}
        >
          <Part query={services} what="services" height="h-72">
            {(list) => <ServiceGrid rows={list.items} />}
          </Part>
        </Panel>
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
          <Panel
            title="Alerts"
            note={
              // One line, whatever there is to count: a second one would push the page down.
              <span className="flex max-h-5 items-start gap-1.5 overflow-hidden">
                <Outdated sources={alerts.data?.sources} />
                {alerts.data ? <AlertSummaryLine summary={alerts.data.summary} /> : null}
              </span>
            }
            actions={all('/alerts', 'All alerts')}
            padded={false}
          >
            <Part query={alerts} what="alerts" height="h-40">
              {(list) => <RaisedAlerts groups={raised} list={list} />}
            </Part>
          </Panel>
          <Panel title="Pods not ready" className="flex-1">
            <Part query={services} what="pods" height="h-16">
              {(list) => <PodsNotReady list={list} />}
            </Part>
          </Panel>
        </div>
      </div>
      <div className="mt-4 grid gap-4 lg:grid-cols-[20rem_minmax(0,1fr)_20rem]">
        <Panel title="Tenant portals" actions={all('/tenants', 'All tenants')} padded={false}>
          <Part query={tenants} what="tenants" height="h-56">
            {(list) => <TenantPortals list={list} />}
          </Part>
        </Panel>
        <Panel title="Last changes" note={<Outdated sources={changes.data?.sources} />} padded={false}>
          <Part query={changes} what="changes" height="h-56">
            {(list) => <ChangeRows changes={list.items} slots={changeSlots} />}
          </Part>
        </Panel>
        <Panel title="Sources" actions={all('/sources', 'All sources')}>
          <Part query={sources} what="sources" height="h-32">
            {(list) => <SourceAges sources={list.items} />}
          </Part>
        </Panel>
      </div>
    </>
  )
}
