'use client'

import { ExternalLink } from 'lucide-react'
import { StatusBadge } from '@/components/status/status-badge'
import { DescriptionList } from '@/components/ui/description-list'
import { NoValue } from '@/components/ui/no-value'
import { Notice } from '@/components/ui/notice'
import { NumberText } from '@/components/ui/number-text'
import { Panel } from '@/components/ui/panel'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { TenantRow } from '@/lib/tenants/schema'
import { Since } from './tenant-cells'
import { lastHeard, linkAddress, noCodeReason } from './tenant-words'

type PortalNowProps = { row: TenantRow; pushedAt: string | null }

function PortalLink({ url }: { url: string | null }) {
  const href = linkAddress(url)
  if (href === null)
    return url ?? <NoValue reason="Only Prometheus knows this tenant, and it does not know the address" />
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent-text underline break-all">
      {href}
      <ExternalLink aria-hidden className="ml-1 inline size-3.5 align-[-2px]" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  )
}

/** Only for a status that is not current: what it was is told as the past, with its age. */
function NotCurrent({ row, pushedAt }: PortalNowProps) {
  const heard = lastHeard(row)
  if (row.httpStatus !== null || heard === null) return null
  return (
    <Notice tone="stale" title="This status is not current" className="mb-4">
      <p>
        {row.reason}. The last push came{' '}
        {pushedAt ? (
          <>
            <RelativeTime at={pushedAt} className="font-medium text-ink" /> (<ExactTime at={pushedAt} />)
          </>
        ) : (
          'at a time that nothing tells'
        )}
        . What the portal answers now is not known.
      </p>
    </Notice>
  )
}

function items({ row, pushedAt }: PortalNowProps) {
  return [
    {
      term: 'Status',
      detail: (
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge status={row.status} size="md" />
          {row.reason}
        </span>
      ),
    },
    {
      term: 'HTTP status',
      detail:
        row.httpStatus === null ? (
          <NoValue reason={noCodeReason(row)} />
        ) : (
          <span className="mono">{row.httpStatus}</span>
        ),
    },
    { term: 'Since', detail: <Since row={row} /> },
    {
      term: 'Response time',
      detail: (
        <NumberText value={row.responseTimeMs} unit="milliseconds" reason="Nothing was measured: no current answer" />
      ),
    },
    { term: 'Last push', detail: <RelativeTime at={pushedAt} reason="Nothing tells when a status was pushed" /> },
    { term: 'Portal', detail: <PortalLink url={row.portalUrl} /> },
    { term: 'Region', detail: row.region },
    { term: 'Cloud', detail: row.cloud ?? <NoValue reason="Its status carries no cloud" /> },
    {
      term: 'Checks',
      detail:
        row.enabled === null ? <NoValue reason="Only the database could tell" /> : row.enabled ? 'On' : 'Switched off',
    },
  ]
}

/** What the portal answers now, how fast, since when, and whose word it is. */
export function PortalNow(props: PortalNowProps) {
  return (
    <Panel title="Portal now">
      <NotCurrent {...props} />
      <DescriptionList items={items(props)} columns={2} />
    </Panel>
  )
}
