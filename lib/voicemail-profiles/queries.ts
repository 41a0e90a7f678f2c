import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { paced } from '@/lib/http/refresh'
import type { CreateProfile, UpdateProfile } from './schema'
import type { TestMessage } from './test-message-schema'

const loadProfileListSchema = async () => (await import('./schema')).profileListSchema
const loadProfileSchema = async () => (await import('./schema')).voicemailProfileSchema
const loadProfileReachSchema = async () => (await import('./schema')).profileReachSchema
const loadDeletedProfileSchema = async () => (await import('./schema')).deletedProfileSchema
const loadBulkEditSchema = async () => (await import('@/lib/mailboxes/bulk-schema')).bulkEditSchema
const loadSentTestMessageSchema = async () => (await import('./test-message-schema')).sentTestMessageSchema

const listPath = (tenantId: string) => `/api/tenants/${encodeURIComponent(tenantId)}/voicemail-profiles`
const pathOf = (tenantId: string, id: string) => `${listPath(tenantId)}/${encodeURIComponent(id)}`
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** While a profile is being replaced, what is shown of it moves. */
const whileReplacedMs = 2000
const whileOpenMs = 15_000

/** Every profile of a tenant with how many mailboxes use it. */
export const profilesQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['voicemail-profiles', tenantId] as const,
    queryFn: ({ signal }) => callApi(listPath(tenantId), loadProfileListSchema, { signal }),
    refetchInterval: (query) =>
      paced(query, query.state.data?.items.some(({ replacement }) => replacement) ? whileReplacedMs : false),
  })

/** One profile. Read again now and then: others work on it too. */
export const profileQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: ['voicemail-profile', tenantId, id] as const,
    queryFn: ({ signal }) => callApi(pathOf(tenantId, id), loadProfileSchema, { signal }),
    refetchInterval: (query) => paced(query, query.state.data?.replacement ? whileReplacedMs : whileOpenMs),
  })

/** Whom a change of a profile reaches, counted anew whenever it is asked. */
export const profileReachQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: ['voicemail-profile-reach', tenantId, id] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(tenantId, id)}/reach`, loadProfileReachSchema, { signal }),
    staleTime: 0,
  })

export const createProfileCall = (tenantId: string, body: CreateProfile) =>
  callApi(listPath(tenantId), loadProfileSchema, { method: 'POST', body })

export const updateProfileCall = (
  tenantId: string,
  id: string,
  version: number,
  body: Omit<UpdateProfile, 'version'>,
) => callApi(pathOf(tenantId, id), loadProfileSchema, { method: 'PATCH', body, headers: ifMatch(version) })

export const deleteProfileCall = (tenantId: string, id: string, version: number) =>
  callApi(pathOf(tenantId, id), loadDeletedProfileSchema, { method: 'DELETE', headers: ifMatch(version) })

/** Starts the bulk edit that gives its mailboxes another profile and then deletes it. */
export const replaceProfileCall = (tenantId: string, id: string, version: number, replacementId: string) =>
  callApi(`${pathOf(tenantId, id)}/replace`, loadBulkEditSchema, {
    method: 'POST',
    body: { replacementId },
    headers: ifMatch(version),
  })

export const sendTestMessageCall = (tenantId: string, body: TestMessage) =>
  callApi(`${listPath(tenantId)}/test-message`, loadSentTestMessageSchema, { method: 'POST', body })
