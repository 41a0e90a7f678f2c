import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { BulkEdit, PreviewBulkEdit, StartBulkEdit } from './bulk-schema'

const loadBulkPreviewSchema = async () => (await import('./bulk-schema')).bulkPreviewSchema
const loadBulkEditSchema = async () => (await import('./bulk-schema')).bulkEditSchema
const loadBulkEditListSchema = async () => (await import('./bulk-schema')).bulkEditListSchema
const loadBulkExceptionsSchema = async () => (await import('./bulk-schema')).bulkExceptionsSchema

const pathOf = (tenantId: string, id?: string) =>
  `/api/tenants/${encodeURIComponent(tenantId)}/bulk-edits${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

const whileRunningMs = 500
const whileIdleMs = 20_000

const isUnfinished = ({ finishedAt }: Pick<BulkEdit, 'finishedAt'>) => finishedAt === null

/** The last bulk edits of a tenant, newest first; read often while one is not finished. */
export const bulkEditsQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['bulk-edits', tenantId] as const,
    queryFn: ({ signal }) => callApi(pathOf(tenantId), loadBulkEditListSchema, { signal }),
    refetchInterval: (query) => (query.state.data?.items.some(isUnfinished) ? whileRunningMs : whileIdleMs),
  })

/** All bulk edits of a tenant, page after page, newest first. */
export const bulkHistoryQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: ['bulk-edits', tenantId, 'history'] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = pageParam === undefined ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return callApi(`${pathOf(tenantId)}${search}`, loadBulkEditListSchema, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Mailboxes that a bulk edit left alone. */
export const bulkExceptionsQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: ['bulk-edits', tenantId, id, 'exceptions'] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(tenantId, id)}/exceptions`, loadBulkExceptionsSchema, { signal }),
  })

/** What a bulk edit would do. Counted anew each time it is asked: what it says is about one moment. */
export const bulkPreviewQuery = (tenantId: string, body: PreviewBulkEdit) =>
  queryOptions({
    queryKey: ['bulk-preview', tenantId, body] as const,
    queryFn: ({ signal }) =>
      callApi(`${pathOf(tenantId)}/preview`, loadBulkPreviewSchema, { method: 'POST', body, signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const startBulkEditCall = (tenantId: string, body: StartBulkEdit) =>
  callApi(pathOf(tenantId), loadBulkEditSchema, { method: 'POST', body })

export const cancelBulkEditCall = (tenantId: string, id: string) =>
  callApi(`${pathOf(tenantId, id)}/cancel`, loadBulkEditSchema, { method: 'POST', body: {} })

export const undoBulkEditCall = (tenantId: string, id: string) =>
  callApi(`${pathOf(tenantId, id)}/undo`, loadBulkEditSchema, { method: 'POST', body: {} })
