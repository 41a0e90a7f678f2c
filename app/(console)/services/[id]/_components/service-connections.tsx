'use client'

import { useMemo } from 'react'
import { connectionColumns } from '@/components/services/connection-columns'
import { LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { ServiceDetail } from '@/lib/services/schema'

/** What the service talks to, and how that goes, worst first. */
export function ServiceConnections({ detail }: { detail: ServiceDetail }) {
  const { serviceId, name } = detail.row
  const columns = useMemo(() => connectionColumns(serviceId), [serviceId])
  return (
    <DataTable
      id={`connections-${serviceId}`}
      label={`Connections of ${name}`}
      what="connections"
      title="Connections"
      urlPrefix="connections"
      defaultSort={{ id: 'state', desc: false }}
      columns={columns}
      rows={detail.connections}
      rowId={(row) => row.id}
      filters={
        <p className="text-xs text-muted">what the guide documents, and what gauges or the other end say of it</p>
      }
      empty={
        <EmptyState
          compact
          title="It has no documented connection"
          text="The guide’s table of connections names it nowhere, and no gauge speaks of a dependency."
          action={<LinkButton href="/services">See the other services</LinkButton>}
        />
      }
      csvName={`connections-${serviceId}`}
    />
  )
}
