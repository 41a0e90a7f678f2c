import type { QueryClient } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { inTime } from '@/components/query-state/in-time'
import { auditPermission } from '@/lib/audit/schema'
import { type Actor, can } from '@/lib/auth/model'
import { voicemailTenantQuery } from '@/lib/dial-plan/queries'
import { getVoicemailTenant } from '@/lib/dial-plan/server/get-voicemail-tenant'
import { AppError } from '@/lib/errors'
import { tenantIdSchema } from '@/lib/tenants/schema'

export type VoicemailPageProps = { params: Promise<{ tenantId: string }> }

/** The tenant that an address names. Leads to the page for unknown tenants when it cannot be one. */
export async function readTenantId(params: VoicemailPageProps['params']): Promise<string> {
  return tenantIdSchema.safeParse((await params).tenantId).data ?? notFound()
}

/** Reads what the head shows, and `others` beside it, into the page. Leads to the page for unknown tenants when there is none. */
export async function prefetchTenant(client: QueryClient, id: string, ...others: readonly Promise<unknown>[]) {
  const head = { ...voicemailTenantQuery(id), queryFn: () => getVoicemailTenant(id) }
  const known = client.prefetchQuery(head)
  await inTime(known, ...others)
  // Whether there is such a tenant decides the answer's status, which nothing that comes later can mend: it gets its time once more.
  await inTime(known)
  const { error } = client.getQueryState(head.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
}

/** What the person who looks may do here; the verbs decide again. */
export type VoicemailReader = { canWrite: boolean; canReadAudit: boolean }

export function voicemailReader(actor: Actor): VoicemailReader {
  return {
    canWrite: can(actor, 'voicemail:write'),
    canReadAudit: can(actor, auditPermission),
  }
}
