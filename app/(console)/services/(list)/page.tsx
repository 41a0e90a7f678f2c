import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { servicesQuery } from '@/lib/services/queries'
import { listServices } from '@/lib/services/server/list-services'
import { ServicesView } from '../_components/services-view'

export const metadata: Metadata = { title: 'Services' }

export default async function ServicesPage() {
  await requireReader('console:read')
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...servicesQuery(), queryFn: () => listServices() }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <ServicesView />
    </ServedQueries>
  )
}
