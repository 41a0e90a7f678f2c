'use client'

import { useQueryStates } from 'nuqs'
import { ImportDetail, type ImportReader } from '@/components/imports/detail/import-detail'
import { importsPath } from '@/components/imports/import-paths'
import { ImportStateBadge } from '@/components/imports/import-state-badge'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { importQuery } from '@/lib/imports/queries'
import { importSearchParams } from '../search-params'

type ImportViewProps = { tenantId: string; importId: string; reader: ImportReader }

/** The page of one import, from the upload of its file to its undo. */
export function ImportView({ tenantId, importId, reader }: ImportViewProps) {
  const query = useServedQuery(importQuery(tenantId, importId))
  const [view, setView] = useQueryStates(importSearchParams)
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="imports"
        title={query.data ? <bdi>{query.data.fileName}</bdi> : 'Import'}
        parent={{ label: 'Imports', href: importsPath(tenantId) }}
        status={query.data ? <ImportStateBadge state={query.data.state} /> : null}
      />
      <QueryState query={query} what="details of this import">
        {(record) => <ImportDetail record={record} reader={reader} view={view} onView={(next) => void setView(next)} />}
      </QueryState>
    </>
  )
}
