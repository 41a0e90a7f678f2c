'use client'

import { Voicemail } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { StatusBadge } from '@/components/status/status-badge'
import { DatabaseLapse } from '@/components/tenants/database-lapse'
import { PortalHistoryPanel } from '@/components/tenants/portal-history'
import { PortalNow } from '@/components/tenants/portal-now'
import { TenantActDialog, TenantMenu } from '@/components/tenants/tenant-acts'
import { Since } from '@/components/tenants/tenant-cells'
import { statusSources } from '@/components/tenants/tenant-sources'
import { tenantName } from '@/components/tenants/tenant-words'
import { useTenantActs } from '@/components/tenants/use-tenant-acts'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { voicemailPath } from '@/components/voicemail/sections'
import { useLive } from '@/lib/live/use-live'
import { regionsOf } from '@/lib/sources/model'
import { tenantQuery, tenantsQuery } from '@/lib/tenants/queries'
import type { TenantDetail, TenantRow } from '@/lib/tenants/schema'
import type { TenantReader } from '../../readers'

// Tables are heavy, and this one is seldom the first thing that is read here.
const TenantAlertsPanel = dynamic(
  () => import('@/components/tenants/tenant-alerts').then((module) => module.TenantAlertsPanel),
  { ssr: false, loading: () => <SkeletonBlock label="Reading the alerts" className="h-60" /> },
)

// Its figures are read by the browser in any case, so the panel comes with them and not with the page.
const TenantFiguresPanel = dynamic(
  () => import('@/components/tenants/tenant-figures').then((module) => module.TenantFiguresPanel),
  {
    ssr: false,
    loading: () => (
      <Panel title="Figures by service">
        <SkeletonBlock label="Reading the figures" className="h-64" />
      </Panel>
    ),
  },
)

type TenantViewProps = TenantReader & { id: string }

/** Regions and clouds that the form offers: those of the sources, and those in use where the list is here. */
function useChoices(data: TenantDetail | undefined) {
  const { data: list } = useServedQuery({ ...tenantsQuery(), enabled: false })
  const clouds = [...(list?.summary.clouds ?? []), ...(data?.tenant.cloud ? [data.tenant.cloud] : [])]
  return { regions: regionsOf(data?.sources ?? []), clouds: [...new Set(clouds)].sort() }
}

function Unregistered({ row, onAdd }: { row: TenantRow; onAdd: (() => void) | null }) {
  if (row.registered !== false) return null
  return (
    <Notice
      tone="warning"
      title="This tenant is not registered"
      action={onAdd ? <Button onClick={onAdd}>Add it to the console</Button> : undefined}
    >
      <p>Prometheus has a portal status of it, and the console has no such tenant: somebody else probes it.</p>
    </Notice>
  )
}

/** The status in one line: what it is, why, since when. */
function Verdict({ row }: { row: TenantRow }) {
  return (
    <>
      <StatusBadge status={row.status} size="md" />
      <span key={`${row.status} ${row.reason}`} className="text-sm text-muted">
        {row.reason}
        {row.since ? (
          <>
            {' · since '}
            <Since row={row} />
          </>
        ) : null}
      </span>
    </>
  )
}

export function TenantView({ id, canWrite, canReadAudit }: TenantViewProps) {
  useLive(['tenants', 'alerts'])
  const router = useRouter()
  const query = useServedQuery(tenantQuery(id))
  const acts = useTenantActs()
  const choices = useChoices(query.data)
  const row = query.data?.tenant
  return (
    <>
      <PageHeader
        title={row ? tenantName(row) : id}
        parent={{ label: 'Tenants', href: '/tenants' }}
        status={row ? <Verdict row={row} /> : null}
        description={row ? <span className="mono">{row.id}</span> : null}
        dataAsOf={<DataAsOf observedAt={query.data?.observedAt ?? null} />}
        actions={
          row ? (
            <>
              {row.registered === false ? null : (
                <LinkButton
                  size="sm"
                  icon={<Voicemail aria-hidden className="size-4" />}
                  href={voicemailPath('mailboxes', row.id)}
                >
                  Mailboxes
                </LinkButton>
              )}
              {canWrite ? (
                <TenantMenu row={row} canReadAudit={canReadAudit} onAct={(act) => acts.open(act, row.id)} />
              ) : null}
            </>
          ) : null
        }
      />
      <DatabaseLapse sources={query.data?.sources ?? []} />
      <QueryState
        query={query}
        what="facts of this tenant"
        sources={({ sources, tenant }) => statusSources(sources, tenant.region)}
      >
        {({ tenant, pushedAt }) => (
          <div className="flex flex-col gap-4">
            <Unregistered row={tenant} onAdd={canWrite ? () => acts.open('add', tenant.id) : null} />
            <PortalNow row={tenant} pushedAt={pushedAt} />
            <PortalHistoryPanel tenantId={tenant.id} name={tenantName(tenant)} />
            <TenantAlertsPanel tenantId={tenant.id} region={tenant.region} />
            <TenantFiguresPanel tenantId={tenant.id} />
          </div>
        )}
      </QueryState>
      {canWrite ? (
        <TenantActDialog
          acts={acts}
          row={row}
          {...choices}
          onDone={(act) => {
            if (act === 'delete') router.push('/tenants')
          }}
        />
      ) : null}
    </>
  )
}
