import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NotPermitted } from '@/components/access/not-permitted'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { usersQuery } from '@/lib/access/queries'
import { accessPermission } from '@/lib/access/schema'
import { listUsers } from '@/lib/access/server/list-users'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { AccessView } from './_components/access-view'

export const metadata: Metadata = { title: 'Access' }

export default async function AccessPage() {
  const actor = await requireReader('console:read')
  if (!can(actor, accessPermission)) return <NotPermitted title="Access" permission={accessPermission} />
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...usersQuery(), queryFn: () => listUsers(actor) }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <AccessView />
    </ServedQueries>
  )
}
