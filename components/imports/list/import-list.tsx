'use client'

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { FileInput, Upload } from 'lucide-react'
import { useMemo } from 'react'
import { ShowOlder } from '@/components/query-state/show-older'
import { LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import type { ImportListItem, ImportPage } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { importPath, newImportPath } from '../import-paths'
import { importColumns } from './import-columns'
import { ImportFileLinks } from './import-files'

function Nothing({ tenantId, canImport }: { tenantId: string; canImport: boolean }) {
  return (
    <EmptyState
      icon={<FileInput aria-hidden />}
      title="No file has been imported yet"
      text={
        <>
          <p>
            An import reads a CSV file with a row for each mailbox and creates, changes or deletes them together. It
            shows first what each row would do, applies it when you say so, and can be undone for{' '}
            {importLimits.undoDays} days.
          </p>
          <p className="mt-1">
            {canImport
              ? 'Start from the template, the example with a row of each kind, or an export of what is there.'
              : 'Voicemail administrators can begin one; Access says who is one.'}
          </p>
        </>
      }
      action={
        <>
          {canImport ? (
            <LinkButton
              variant="primary"
              href={newImportPath(tenantId)}
              icon={<Upload aria-hidden className="size-4" />}
            >
              Import a file
            </LinkButton>
          ) : null}
          <ImportFileLinks tenantId={tenantId} />
        </>
      }
    />
  )
}

type ImportListProps = {
  tenantId: string
  query: UseInfiniteQueryResult<InfiniteData<ImportPage>>
  canImport: boolean
}

const rowId = ({ id }: ImportListItem) => id

/** A tenant's imports, newest first, as far as they were asked for. */
export function ImportList({ tenantId, query, canImport }: ImportListProps) {
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data])
  const goesOn = canImport && rows.some(({ state }) => state === 'uploading')
  const columns = useMemo(() => importColumns(goesOn), [goesOn])
  if (query.data && rows.length === 0) {
    return (
      <Panel>
        <Nothing tenantId={tenantId} canImport={canImport} />
      </Panel>
    )
  }
  return (
    <>
      <DataTable
        id="imports"
        label="Imports"
        what="imports"
        columns={columns}
        rows={rows}
        rowId={rowId}
        rowHref={importPath}
        csvName="imports"
        loading={query.isPending}
        empty={null}
      />
      <ShowOlder what="imports" query={query} className="mt-2 flex justify-center" />
    </>
  )
}
