import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { DialPlanChange } from './schema'

const loadDialPlanSchema = async () => (await import('./schema')).dialPlanSchema
const loadVoicemailTenantSchema = async () => (await import('./schema')).voicemailTenantSchema
const loadVoicemailTenantListSchema = async () => (await import('./schema')).voicemailTenantListSchema

const loadAuditPageSchema = async () => (await import('@/lib/audit/schema')).auditPageSchema

const pathOf = (tenantId: string) => `/api/tenants/${encodeURIComponent(tenantId)}`

/** A tenant as the head of the voicemail pages shows it. */
export const voicemailTenantQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['voicemail-tenant', tenantId] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(tenantId)}/voicemail`, loadVoicemailTenantSchema, { signal }),
  })

/** The first tenants whose id or name holds these words. */
export const voicemailTenantsQuery = (q: string) =>
  queryOptions({
    queryKey: ['voicemail-tenants', q] as const,
    queryFn: ({ signal }) =>
      callApi(`/api/voicemail-tenants?${new URLSearchParams({ q })}`, loadVoicemailTenantListSchema, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** A tenant's dial plan with the number of its mailboxes. */
export const dialPlanQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['dial-plan', tenantId] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(tenantId)}/dial-plan`, loadDialPlanSchema, { signal }),
  })

/** What was done to a tenant's dial plan and system values, newest first. */
export const dialPlanHistoryQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: ['dial-plan-history', tenantId] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: '10', ...(pageParam ? { cursor: pageParam } : {}) })
      return callApi(`${pathOf(tenantId)}/dial-plan/history?${search}`, loadAuditPageSchema, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const updateDialPlanCall = (tenantId: string, version: number, body: DialPlanChange) =>
  callApi(`${pathOf(tenantId)}/dial-plan`, loadDialPlanSchema, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version}"` },
  })
