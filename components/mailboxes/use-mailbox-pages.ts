'use client'

import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { mailboxPageQuery } from '@/lib/mailboxes/list-queries'
import type { MailboxPage, MailboxRow } from '@/lib/mailboxes/schema'
import { mailboxLimits } from '@/lib/mailboxes/vocabulary'
import { growTrail, pagesInView, placesOf, type Trail } from './page-trail'

const { pageSize } = mailboxLimits

/** A range of places is a sign of what to hold, no more: the first page is always held. */
const atTop = { first: 0, last: 0 }

/** Where each page begins, as far as the list was walked; begins anew with each question. */
function useTrail(search: string, firstPage: MailboxPage | undefined) {
  const [held, setHeld] = useState<{ search: string; trail: Trail }>({ search, trail: [] })
  const walked = held.search === search ? held.trail : []
  const trail = useMemo(() => (firstPage ? growTrail(walked, 0, firstPage) : []), [walked, firstPage])
  const note = useCallback(
    (index: number, page: MailboxPage) =>
      setHeld((before) => {
        const known = before.search === search ? before.trail : []
        const grown = growTrail(known, index, page)
        return grown === before.trail ? before : { search, trail: grown }
      }),
    [search],
  )
  return { trail, note }
}

/**
 * The mailboxes that a question finds, page by page: those in view and their neighbours are held, the others are dropped and read again
 * when somebody comes back. While another question is on its way, the first page of the one before stays.
 */
export function useMailboxPages(tenantId: string, search: string) {
  const first = useServedQuery({ ...mailboxPageQuery(tenantId, search), placeholderData: keepPreviousData })
  const isOfBefore = first.isPlaceholderData
  const { trail, note } = useTrail(search, first.data)
  const [view, setView] = useState({ search, range: atTop })
  const range = view.search === search ? view.range : atTop
  const onRange = useCallback(
    (from: number, to: number) => setView({ search, range: { first: from, last: to } }),
    [search],
  )

  const wanted = isOfBefore ? [] : pagesInView(range, trail, pageSize)
  const pages = useQueries({
    queries: wanted.map((index) => mailboxPageQuery(tenantId, search, trail[index - 1]?.nextCursor ?? null)),
  })
  useEffect(() => {
    if (first.data && !isOfBefore) note(0, first.data)
    for (const [at, index] of wanted.entries()) {
      const page = pages[at]?.data
      if (page) note(index, page)
    }
  })

  const failed = pages.find((page) => page.isError)
  return {
    first,
    isOfBefore,
    count: isOfBefore ? (first.data?.items.length ?? 0) : placesOf(trail, pageSize),
    onRange,
    rowAt: (place: number): MailboxRow | undefined => {
      const index = Math.floor(place / pageSize)
      const page = index === 0 ? first.data : pages[wanted.indexOf(index)]?.data
      return page?.items[place % pageSize]
    },
    /** A page further down that could not be read. */
    lapse: failed ? { error: failed.error, retry: () => void failed.refetch() } : null,
  }
}
