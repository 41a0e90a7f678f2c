'use client'

import { useMemo } from 'react'
import { matrixColumns } from '@/components/services/matrix-columns'
import { LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { GaugeColumn, ServiceDetail } from '@/lib/services/schema'

/** Columns are new objects with each answer; their words are not, and a table that keeps its columns keeps its place. */
function useColumns(columns: readonly GaugeColumn[], isSkewed: boolean) {
  const key = JSON.stringify(columns)
  return useMemo(() => matrixColumns(JSON.parse(key), isSkewed), [key, isSkewed])
}

export function PodMatrix({ detail }: { detail: ServiceDetail }) {
  const columns = useColumns(
    detail.columns,
    detail.matrix.some((row) => row.versionNote !== null),
  )
  return (
    <section id="pods" aria-labelledby="pods-title" className="scroll-mt-16">
      <DataTable
        id={`pods-${detail.row.serviceId}`}
        label={`Pods of ${detail.row.name}`}
        what="pods"
        urlPrefix="pods"
        columns={columns}
        rows={detail.matrix}
        rowId={(row) => row.id}
        total={detail.podTotal}
        live=""
        filters={
          <h2 id="pods-title" className="text-base font-semibold">
            Pods{' '}
            <span className="text-xs font-normal text-muted">what Kubernetes says, and what each says of itself</span>
          </h2>
        }
        empty={
          <EmptyState
            compact
            title="It has no pods"
            text="Kubernetes answered and knows none; Prometheus has no series of any."
            action={<LinkButton href="/sources">See the sources</LinkButton>}
          />
        }
        csvName={`pods-${detail.row.serviceId}`}
      />
    </section>
  )
}
