import { permanentRedirect } from 'next/navigation'
import { requireReader } from '@/lib/auth/session'

/** The overview is the first page; people who type its name get there, too. */
export default async function OverviewAlias() {
  await requireReader('console:read')
  permanentRedirect('/')
}
