'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { createSerializer, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { auditColumns } from '@/components/audit/audit-columns'
import { AuditFilters, emptyAuditView } from '@/components/audit/audit-filters'
import { useSettled } from '@/components/forms/use-settled'
import { QueryState } from '@/components/query-state/query-state'
import { ShowOlder } from '@/components/query-state/show-older'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ExactTime } from '@/components/ui/relative-time'
import { usePreload } from '@/components/ui/use-preload'
import { auditQuery, auditSearch } from '@/lib/audit/queries'
import { auditSearchParams } from '../search-params'

const loadAuditDetails = () => import('@/components/audit/audit-details').then((module) => module.AuditDetails)
const AuditDetails = dynamic(loadAuditDetails, { ssr: false })

const toSearch = createSerializer(auditSearchParams)

export function AuditView() {
  usePreload(loadAuditDetails)
  const [{ entry: openId, ...view }, setParams] = useQueryStates(auditSearchParams)
  // Text identifies the filter, so that an equal filter is not "still being typed".
  const wanted = auditSearch(view)
  const asked = useSettled(wanted)
  const filter = useMemo(() => Object.fromEntries(new URLSearchParams(asked)), [asked])
  const query = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const open = rows.find((row) => row.id === openId)
  const isFiltered = wanted !== ''
  const clear = () => void setParams({ ...emptyAuditView })
  const filters = <AuditFilters view={view} onChange={(change) => void setParams(change)} onClear={clear} />
  const table = { id: 'audit', label: 'Audit log', what: 'entries', columns: auditColumns, csvName: 'audit', filters }

  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who did what and when, newest first. Entries are written with the deed itself and are never changed."
        dataAsOf={
          query.dataUpdatedAt > 0 ? (
            <span className="text-xs text-muted">
              as of <ExactTime at={query.dataUpdatedAt} clock className="mono" />
            </span>
          ) : null
        }
        actions={
          <Button
            busy={query.isRefetching}
            icon={<RotateCw aria-hidden className="size-4" />}
            onClick={() => void query.refetch()}
          >
            Read again
          </Button>
        }
      />
      <QueryState
        query={query}
        what="audit entries"
        loading={<DataTable {...table} rows={[]} rowId={() => ''} loading empty={null} />}
      >
        {() => (
          <>
            <DataTable
              {...table}
              rows={rows}
              rowId={(row) => row.id}
              rowHref={(row) => toSearch('/audit', { ...view, entry: row.id })}
              empty={
                <EmptyState
                  compact
                  title={isFiltered ? 'No entry matches these filters' : 'Nothing has been done yet'}
                  text={
                    isFiltered
                      ? 'Ids must match exactly; part of a name is enough for who.'
                      : 'Sign-ins and changes appear here.'
                  }
                  action={
                    isFiltered ? (
                      <Button onClick={clear}>Clear filters</Button>
                    ) : (
                      <Button onClick={() => void query.refetch()}>Read again</Button>
                    )
                  }
                />
              }
            />
            <ShowOlder what="entries" query={query} className="mt-2 flex justify-center" />
          </>
        )}
      </QueryState>
      {open ? <AuditDetails entry={open} onClose={() => void setParams({ entry: '' })} /> : null}
    </>
  )
}
