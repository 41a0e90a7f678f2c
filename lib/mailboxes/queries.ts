import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { CreateMailbox, MailboxChange } from './schema'

const loadMailboxDetailSchema = async () => (await import('./schema')).mailboxDetailSchema
const loadMailboxRowSchema = async () => (await import('./schema')).mailboxRowSchema
const loadNumberHoldersSchema = async () => (await import('./schema')).numberHoldersSchema
const loadAuditPageSchema = async () => (await import('@/lib/audit/schema')).auditPageSchema

const pathOf = (tenantId: string, id?: string) =>
  `/api/tenants/${encodeURIComponent(tenantId)}/mailboxes${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

/** Begins every key of a tenant's mailboxes: invalidating it makes all that is shown of them be read again. */
export const mailboxesKey = (tenantId: string) => ['mailboxes', tenantId] as const

/** One mailbox, also when it is deleted. Read again now and then: others work on it too. */
export const mailboxQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: [...mailboxesKey(tenantId), 'one', id] as const,
    queryFn: ({ signal }) => callApi(pathOf(tenantId, id), loadMailboxDetailSchema, { signal }),
    refetchInterval: 15_000,
  })

/** What was done to one mailbox, page after page, newest first. */
export const mailboxHistoryQuery = (tenantId: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...mailboxesKey(tenantId), 'one', id, 'history'] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = pageParam === undefined ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return callApi(`${pathOf(tenantId, id)}/history${search}`, loadAuditPageSchema, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Who has a number, and who had it; asked while somebody types one. */
export const numberHoldersQuery = (tenantId: string, number: string) =>
  queryOptions({
    queryKey: [...mailboxesKey(tenantId), 'by-number', number] as const,
    queryFn: ({ signal }) =>
      callApi(`${pathOf(tenantId)}/by-number?${new URLSearchParams({ number })}`, loadNumberHoldersSchema, { signal }),
  })

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

export const createMailboxCall = (tenantId: string, body: CreateMailbox) =>
  callApi(pathOf(tenantId), loadMailboxRowSchema, { method: 'POST', body })

export const updateMailboxCall = (tenantId: string, id: string, version: number, body: MailboxChange) =>
  callApi(pathOf(tenantId, id), loadMailboxRowSchema, { method: 'PATCH', body, headers: ifMatch(version) })

export const deleteMailboxCall = (tenantId: string, id: string, version: number) =>
  callApi(pathOf(tenantId, id), loadMailboxRowSchema, { method: 'DELETE', headers: ifMatch(version) })

export const restoreMailboxCall = (tenantId: string, id: string, version: number) =>
  callApi(`${pathOf(tenantId, id)}/restore`, loadMailboxRowSchema, { method: 'POST', headers: ifMatch(version) })
