import type { Metadata } from 'next'
import { NotPermitted } from '@/components/access/not-permitted'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { listRegions } from '@/lib/explore/server/list-regions'
import { explorePermission } from '@/lib/explore/vocabulary'
import { ExploreView } from './_components/explore-view'

export const metadata: Metadata = { title: 'Explore' }

export default async function ExplorePage() {
  const actor = await requireReader('console:read')
  if (!can(actor, explorePermission)) return <NotPermitted title="Explore" permission={explorePermission} />
  return <ExploreView regions={listRegions()} />
}
