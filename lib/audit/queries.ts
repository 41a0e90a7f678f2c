import { infiniteQueryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { AuditFilter } from './schema'

const loadAuditPageSchema = async () => (await import('./schema')).auditPageSchema

/** The filter as a query string; what is not asked is left out. */
export function auditSearch(filter: Partial<AuditFilter>, cursor?: string): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value) search.set(name, value)
  }
  search.sort()
  if (cursor) search.set('cursor', cursor)
  return search.toString()
}

/** The audit log, page after page, newest first. */
export const auditQuery = (filter: Partial<AuditFilter>) =>
  infiniteQueryOptions({
    queryKey: ['audit', auditSearch(filter)] as const,
    queryFn: ({ pageParam, signal }) =>
      callApi(`/api/audit?${auditSearch(filter, pageParam)}`, loadAuditPageSchema, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
