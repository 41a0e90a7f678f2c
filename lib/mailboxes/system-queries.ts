import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { VoicemailSystemChange } from './system-schema'

const loadVoicemailSystemSchema = async () => (await import('./system-schema')).voicemailSystemSchema

const pathOf = (tenantId: string) => `/api/tenants/${encodeURIComponent(tenantId)}/voicemail-system`

/** What a tenant's mailboxes inherit, and how many inherit each value. */
export const voicemailSystemQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['voicemail-system', tenantId] as const,
    queryFn: ({ signal }) => callApi(pathOf(tenantId), loadVoicemailSystemSchema, { signal }),
  })

export const updateVoicemailSystemCall = (tenantId: string, version: number, body: VoicemailSystemChange) =>
  callApi(pathOf(tenantId), loadVoicemailSystemSchema, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version}"` },
  })
