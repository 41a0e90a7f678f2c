import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { mailboxesKey } from './queries'
import type { MailboxFilter, MailboxQuery } from './schema'

const loadMailboxPageSchema = async () => (await import('./schema')).mailboxPageSchema
const loadMailboxCountSchema = async () => (await import('./schema')).mailboxCountSchema
const loadMailboxChoicesSchema = async () => (await import('./schema')).mailboxChoicesSchema

const pathOf = (tenantId: string) => `/api/tenants/${encodeURIComponent(tenantId)}/mailboxes`

/** A page that nobody sees is dropped soon: however far somebody scrolls, the browser holds what is near. */
const forgetAfterMs = 5000

/** What a list of mailboxes is asked: the filter, and the order. */
export type MailboxQuestion = MailboxFilter & Pick<MailboxQuery, 'sort' | 'order'>

/** The question without what is the default, as text: equal questions are equal text, and it can stand in an address. */
export function mailboxSearch(question: Partial<MailboxQuestion>): string {
  const search = new URLSearchParams()
  const usual: Readonly<Record<string, string>> = { overrides: 'any', deleted: 'false', sort: 'number', order: 'asc' }
  for (const [name, value] of Object.entries(question)) {
    const text = Array.isArray(value) ? [...value].sort().join(',') : String(value ?? '')
    if (text !== (usual[name] ?? '')) search.set(name, text)
  }
  search.sort()
  return search.toString()
}

const wordsOf = <Word extends string>(text: string | null) => (text ?? '').split(',').filter(Boolean) as Word[]

/** The filter that `mailboxSearch` wrote; only for text that it wrote itself. */
export function readFilterSearch(search: string): MailboxFilter {
  const asked = new URLSearchParams(search)
  return {
    q: asked.get('q') ?? '',
    type: wordsOf(asked.get('type')),
    profile: wordsOf(asked.get('profile')),
    greeting: wordsOf(asked.get('greeting')),
    locale: wordsOf(asked.get('locale')),
    timeZone: wordsOf(asked.get('timeZone')),
    overrides: (asked.get('overrides') as MailboxFilter['overrides'] | null) ?? 'any',
    deleted: asked.get('deleted') === 'true',
  }
}

/** The part of a question that decides what matches, not in which order. */
export function filterSearch(search: string): string {
  const filter = new URLSearchParams(search)
  filter.delete('sort')
  filter.delete('order')
  return filter.toString()
}

const withCursor = (search: string, cursor: string | null) => {
  const asked = new URLSearchParams(search)
  if (cursor !== null) asked.set('cursor', cursor)
  return asked.size > 0 ? `?${asked}` : ''
}

/** One page of the list; `cursor` is what the page before gave, null for the first. */
export const mailboxPageQuery = (tenantId: string, search: string, cursor: string | null = null) =>
  queryOptions({
    queryKey: [...mailboxesKey(tenantId), 'page', search, cursor] as const,
    queryFn: ({ signal }) =>
      callApi(`${pathOf(tenantId)}${withCursor(search, cursor)}`, loadMailboxPageSchema, { signal }),
    gcTime: forgetAfterMs,
  })

/** How many mailboxes match. */
export const mailboxCountQuery = (tenantId: string, search: string) =>
  queryOptions({
    queryKey: [...mailboxesKey(tenantId), 'count', filterSearch(search)] as const,
    queryFn: ({ signal }) =>
      callApi(`${pathOf(tenantId)}/count${withCursor(filterSearch(search), null)}`, loadMailboxCountSchema, { signal }),
    gcTime: forgetAfterMs,
    placeholderData: keepPreviousData,
  })

/** Values that filters can offer. */
export const mailboxChoicesQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [...mailboxesKey(tenantId), 'choices'] as const,
    queryFn: ({ signal }) => callApi(`${pathOf(tenantId)}/choices`, loadMailboxChoicesSchema, { signal }),
    staleTime: 30_000,
  })

/** Where the browser gets everything that matches as CSV, by number. */
export const mailboxExportPath = (tenantId: string, search: string) =>
  `${pathOf(tenantId)}/export${withCursor(filterSearch(search), null)}`
