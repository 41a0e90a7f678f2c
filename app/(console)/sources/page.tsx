import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { sourcesQuery } from '@/lib/sources/queries'
import { listSources } from '@/lib/sources/server/list-sources'
import { SourcesView } from './_components/sources-view'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage() {
  await requireReader('console:read')
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...sourcesQuery(), queryFn: () => listSources() }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <SourcesView />
    </ServedQueries>
  )
}
