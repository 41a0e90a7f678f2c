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
import type { ServiceId } from '@/lib/catalogue/schema'
import { useLive } from '@/lib/live/use-live'
import { rowSince } from '@/lib/services/model'
import { serviceQuery } from '@/lib/services/queries'
import type { ServiceDetail } from '@/lib/services/schema'
import { serviceDetailParams } from '../search-params'
import { PodMatrix } from './pod-matrix'
import { ServiceChanges } from './service-changes'
import { ServiceFacts } from './service-facts'

// The browser reads what they draw in any case, so the charts come with that and not with the page.
const ServiceCharts = dynamic(() => import('./service-charts').then((module) => module.ServiceCharts), {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading the charts" className="h-64" />,
})

type ServiceViewProps = { serviceId: ServiceId; name: string; purpose: string }

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

export function ServiceView({ serviceId, name, purpose }: ServiceViewProps) {
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
        {(detail) => (
          <div className="flex flex-col gap-4">
            <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="flex min-w-0 flex-col gap-4">
                <Panel title="Why" note={reasonCount(detail.row.reasons.length)} padded={false}>
                  <ReasonList reasons={detail.row.reasons} />
                </Panel>
                <ServiceChanges serviceId={serviceId} region={detail.row.region} />
              </div>
              <ServiceFacts detail={detail} />
            </div>
            {detail.row.hasPods ? <PodMatrix detail={detail} /> : null}
            <ServiceCharts detail={detail} />
          </div>
        )}
      </QueryState>
    </>
  )
}
