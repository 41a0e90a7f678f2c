'use client'

import dynamic from 'next/dynamic'
import { useQueryState } from 'nuqs'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { ReasonList } from '@/components/services/reason-list'
import { SinceText } from '@/components/services/since-text'
import { StatusBadge } from '@/components/status/status-badge'
import { PageHeader } from '@/components/ui/page-header'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { type Tab, Tabs } from '@/components/ui/tabs'
import type { ServiceId } from '@/lib/catalogue/schema'
import { useLive } from '@/lib/live/use-live'
import { rowSince } from '@/lib/services/model'
import { serviceQuery } from '@/lib/services/queries'
import type { Chart, ServiceDetail } from '@/lib/services/schema'
import type { ServiceTab } from '@/lib/services/vocabulary'
import { serviceDetailParams } from '../search-params'
import { PodMatrix } from './pod-matrix'
import { ServiceChanges } from './service-changes'
import { ServiceFacts } from './service-facts'

const loading = () => <SkeletonBlock label="Loading this part" className="h-96" />

// The server has little of them to draw: each waits for an answer, or for the code that draws lines.
const ServiceCharts = dynamic(() => import('./service-charts').then((module) => module.ServiceCharts), {
  ssr: false,
  loading,
})
const ServiceAlerts = dynamic(() => import('./service-alerts').then((module) => module.ServiceAlerts), {
  ssr: false,
  loading,
})
const ServiceMetrics = dynamic(() => import('./service-metrics').then((module) => module.ServiceMetrics), {
  ssr: false,
  loading,
})

const ServiceConnections = dynamic(() => import('./service-connections').then((module) => module.ServiceConnections), {
  loading,
})

type ServiceViewProps = { serviceId: ServiceId; name: string; purpose: string; charts: readonly Chart[] }

function Status({ row }: Pick<ServiceDetail, 'row'>) {
  const begun = rowSince(row)
  return (
    <span key={row.status} className="inline-flex flex-wrap items-center gap-2">
      <StatusBadge status={row.status} size="md" />
      {row.status !== 'ok' && begun.since ? <SinceText {...begun} className="text-sm text-muted" /> : null}
    </span>
  )
}

function reasonCount(count: number): string {
  return count === 1 ? '1 reason' : `${count} reasons, worst first`
}

function StatusPart({ detail, charts }: { detail: ServiceDetail; charts: readonly Chart[] }) {
  const { row } = detail
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Why" note={reasonCount(row.reasons.length)} padded={false}>
            <ReasonList reasons={row.reasons} />
          </Panel>
          <ServiceChanges serviceId={row.serviceId} region={row.region} />
        </div>
        <ServiceFacts detail={detail} />
      </div>
      {row.hasPods ? <PodMatrix detail={detail} /> : null}
      <ServiceCharts detail={detail} charts={charts} />
    </div>
  )
}

/** Connections that are known to be in trouble; what nobody measures is not counted as such. */
function troubledConnections({ connections }: ServiceDetail): number {
  return connections.filter(({ status }) => status !== null && status !== 'ok').length
}

function firingAlerts({ row: { alerts } }: ServiceDetail): number | null {
  return alerts && alerts.critical + alerts.warning + alerts.info + alerts.unknown
}

function ServiceParts({ detail, charts }: { detail: ServiceDetail; charts: readonly Chart[] }) {
  const [tab, setTab] = useQueryState('tab', serviceDetailParams.tab.withOptions({ history: 'push' }))
  const { serviceId, region, name } = detail.row
  const tabs: Tab<ServiceTab>[] = [
    { value: 'status', label: 'Status', panel: <StatusPart detail={detail} charts={charts} /> },
    {
      value: 'alerts',
      label: 'Alerts',
      count: firingAlerts(detail),
      panel: <ServiceAlerts serviceId={serviceId} region={region} />,
    },
    {
      value: 'connections',
      label: 'Connections',
      count: troubledConnections(detail),
      panel: <ServiceConnections detail={detail} />,
    },
    {
      value: 'metrics',
      label: 'Metrics',
      panel: <ServiceMetrics serviceId={serviceId} region={region} name={name} />,
    },
  ]
  return <Tabs label={`Parts of ${name}`} tabs={tabs} value={tab} onValueChange={(next) => void setTab(next)} />
}

export function ServiceView({ serviceId, name, purpose, charts }: ServiceViewProps) {
  useLive(['services', 'changes'])
  const [region] = useQueryState('region', serviceDetailParams.region)
  const query = useServedQuery(serviceQuery(serviceId, region))
  const { data } = query
  return (
    <>
      <PageHeader
        title={name}
        parent={{ label: 'Services', href: '/services' }}
        description={purpose}
        status={data ? <Status row={data.row} /> : null}
        dataAsOf={<DataAsOf observedAt={data?.observedAt ?? null} />}
      />
      <QueryState query={query} what="details" sources={(detail) => detail.sources}>
        {(detail) => <ServiceParts detail={detail} charts={charts} />}
      </QueryState>
    </>
  )
}
