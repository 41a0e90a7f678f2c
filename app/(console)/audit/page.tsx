import type { Metadata } from 'next'
import { NotPermitted } from '@/components/access/not-permitted'
import { auditPermission } from '@/lib/audit/schema'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { AuditView } from './_components/audit-view'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage() {
  const actor = await requireReader('console:read')
  if (!can(actor, auditPermission)) return <NotPermitted title="Audit log" permission={auditPermission} />
  return <AuditView />
}
