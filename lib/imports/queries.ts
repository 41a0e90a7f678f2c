import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { paced } from '@/lib/http/refresh'
import type { ConfirmImport, ImportChoices, ImportRowsQuery, MailboxImport, UndoImport } from './schema'
import type { ImportState } from './vocabulary'

export const loadImportSchema = async () => (await import('./schema')).importSchema
const loadImportPageSchema = async () => (await import('./schema')).importPageSchema
const loadImportRowPageSchema = async () => (await import('./schema')).importRowPageSchema
const loadForgottenMappingsSchema = async () => (await import('./schema')).forgottenMappingsSchema
const loadUnknownProfilesSchema = async () => (await import('./schema')).unknownProfilesSchema

/** Of a tenant's imports, or of one. */
export const importsApiPath = (tenantId: string, id?: string) =>
  `/api/tenants/${encodeURIComponent(tenantId)}/imports${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

const whileRunningMs = 500
const whileIdleMs = 20_000
/** Rows are many: what is seen of them may lag behind the counts. */
const whileRowsChangeMs = 2000

/** States in which a worker has something to do, so that the import changes by itself. */
const busyStates: ReadonlySet<ImportState> = new Set(['checking', 'queued', 'applying', 'reverting'])

/** Whether an import changes by itself, without anybody doing anything. */
export const isBusy = ({ state, wish }: Pick<MailboxImport, 'state' | 'wish'>) => busyStates.has(state) || wish !== null

/** Begins every key of a tenant's imports. */
export const importsKey = (tenantId: string) => ['imports', tenantId] as const

/** The tenant's imports, page after page, newest first; read often while one of them is at work. */
export const importsQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(tenantId), 'list'] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return callApi(`${importsApiPath(tenantId)}${search}`, loadImportPageSchema, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some(({ items }) => items.some(isBusy)) ? whileRunningMs : whileIdleMs,
  })

/** Reads an import as it is now, past the cache. */
export const readImportCall = (tenantId: string, id: string, signal?: AbortSignal) =>
  callApi(importsApiPath(tenantId, id), loadImportSchema, { signal })

/** One import with its progress. */
export const importQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: [...importsKey(tenantId), 'one', id] as const,
    queryFn: ({ signal }) => readImportCall(tenantId, id, signal),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? whileRunningMs : whileIdleMs),
  })

export type ImportRowFilter = Pick<ImportRowsQuery, 'outcome' | 'only'>

/** Begins every key of an import's rows. */
export const importRowsKey = (tenantId: string, id: string) => [...importsKey(tenantId), 'one', id, 'rows'] as const

/** Rows that one answer brings. */
export const importRowPageSize = 100

/** A page that nobody sees is dropped soon: however far somebody scrolls, the browser holds what is near. */
const forgetRowsAfterMs = 5000

/** One page of an import's rows in the order of the file, behind row `cursor`; read again and again while rows get their results. */
export const importRowPageQuery = (
  tenantId: string,
  id: string,
  { filter, cursor, isBusy: changes }: { filter: ImportRowFilter; cursor: number; isBusy: boolean },
) =>
  queryOptions({
    queryKey: [...importRowsKey(tenantId, id), filter.outcome ?? null, filter.only ?? null, cursor] as const,
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({ cursor: String(cursor), limit: String(importRowPageSize) })
      if (filter.outcome) search.set('outcome', filter.outcome)
      if (filter.only) search.set('only', filter.only)
      return callApi(`${importsApiPath(tenantId, id)}/rows?${search}`, loadImportRowPageSchema, { signal })
    },
    gcTime: forgetRowsAfterMs,
    refetchInterval: (query) => paced(query, changes ? whileRowsChangeMs : false),
  })

/** Names of profiles that the file has and the tenant has not, and those for which a person's word stands in. */
export const unknownProfilesQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: [...importsKey(tenantId), 'one', id, 'profiles'] as const,
    queryFn: ({ signal }) => callApi(`${importsApiPath(tenantId, id)}/profiles`, loadUnknownProfilesSchema, { signal }),
  })

const post = (path: string, body: unknown = {}, signal?: AbortSignal) =>
  callApi(path, loadImportSchema, { method: 'POST', body, signal })

export const checkImportCall = (tenantId: string, id: string, choices: ImportChoices, signal?: AbortSignal) =>
  post(`${importsApiPath(tenantId, id)}/check`, choices, signal)

export const confirmImportCall = (tenantId: string, id: string, body: ConfirmImport) =>
  post(`${importsApiPath(tenantId, id)}/confirm`, body)

export const pauseImportCall = (tenantId: string, id: string) => post(`${importsApiPath(tenantId, id)}/pause`)

export const resumeImportCall = (tenantId: string, id: string) => post(`${importsApiPath(tenantId, id)}/resume`)

/** `keep`: what was applied stays; otherwise it is taken back. */
export const cancelImportCall = (tenantId: string, id: string, keep: boolean) =>
  post(`${importsApiPath(tenantId, id)}/cancel`, { keep })

export const undoImportCall = (tenantId: string, id: string, body: UndoImport) =>
  post(`${importsApiPath(tenantId, id)}/undo`, body)

/** Forgets all that was said of columns and profiles for later files of the tenant. */
export const forgetMappingsCall = (tenantId: string) =>
  callApi(`${importsApiPath(tenantId)}/mappings`, loadForgottenMappingsSchema, { method: 'DELETE' })

/** Files the browser downloads by following a link. */
export const importFilePaths = {
  template: (tenantId: string) => `${importsApiPath(tenantId)}/template`,
  example: (tenantId: string) => `${importsApiPath(tenantId)}/template?example=true`,
  refused: (tenantId: string, id: string) => `${importsApiPath(tenantId, id)}/refused`,
  result: (tenantId: string, id: string) => `${importsApiPath(tenantId, id)}/result`,
} as const
