'use client'

import Link from 'next/link'
import { AlertCounts } from '@/components/services/alert-counts'
import { KeyFigure } from '@/components/services/key-figure'
import { PodCount } from '@/components/services/pod-count'
import { VersionList } from '@/components/services/version-list'
import { StatusBadge } from '@/components/status/status-badge'
import { DescriptionList } from '@/components/ui/description-list'
import { NoValue } from '@/components/ui/no-value'
import { Panel } from '@/components/ui/panel'
import { isOutdated } from '@/lib/services/model'
import type { ServiceDetail } from '@/lib/services/schema'
import type { Autoscaler } from '@/lib/workloads/schema'
import { useTabHref } from './use-tab-href'

function AutoscalerLine({ autoscaler }: { autoscaler: Autoscaler }) {
  const { name, currentReplicas, minReplicas, maxReplicas, active, limited, message } = autoscaler
  return (
    <span className="flex flex-wrap items-center gap-x-2" title={message ?? name}>
      <span className="mono whitespace-nowrap">
        {currentReplicas} of {minReplicas} to {maxReplicas}
      </span>
      {active ? null : <StatusBadge status="degraded" label="cannot scale" title={message ?? undefined} />}
      {limited ? <StatusBadge status="degraded" label="at its maximum" title={message ?? undefined} /> : null}
    </span>
  )
}

/** What the service has, beside why it has its status. */
export function ServiceFacts({ detail }: { detail: ServiceDetail }) {
  const { row, autoscalers } = detail
  const alertsHref = useTabHref('alerts')
  const scaling =
    autoscalers.length === 0 ? (
      <NoValue reason="Kubernetes has no autoscaler for it" />
    ) : (
      autoscalers.slice(0, 3).map((autoscaler) => <AutoscalerLine key={autoscaler.name} autoscaler={autoscaler} />)
    )
  const podCount = {
    term: 'Pods ready',
    detail: <PodCount pods={row.pods} hasPods={row.hasPods} outdated={isOutdated(row, 'kubernetes')} />,
  }
  // What may take more lines than one comes last, so that it pushes nothing down.
  const lastFacts = [
    {
      term: 'Versions',
      // Room for the two of a rollout.
      detail: (
        <div className="min-h-11">
          <VersionList versions={row.versions} versionSkew={row.versionSkew} shown={4} />
        </div>
      ),
    },
    { term: 'Autoscaler', detail: scaling },
  ]
  return (
    <Panel title="Now" note={row.region}>
      <DescriptionList
        items={[
          ...(row.hasPods ? [podCount] : []),
          {
            term: row.keyFigure?.label ?? 'Traffic',
            detail: <KeyFigure figure={row.keyFigure} outdated={isOutdated(row, 'prometheus')} />,
          },
          {
            term: 'Firing alerts',
            detail: (
              <Link href={alertsHref} className="inline-flex h-5 items-center hover:underline">
                <AlertCounts alerts={row.alerts} />
              </Link>
            ),
          },
          ...(row.hasPods ? lastFacts : []),
        ]}
      />
    </Panel>
  )
}
