import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'

const loadProfileListSchema = async () => (await import('./schema')).profileListSchema

const pathOf = (tenantId: string) => `/api/tenants/${encodeURIComponent(tenantId)}/voicemail-profiles`

/** Every profile of a tenant with how many mailboxes use it. */
export const profilesQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['voicemail-profiles', tenantId] as const,
    queryFn: ({ signal }) => callApi(pathOf(tenantId), loadProfileListSchema, { signal }),
  })
