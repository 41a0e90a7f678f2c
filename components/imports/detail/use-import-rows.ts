'use client'

import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { growTrail, pagesInView, placesOf, type Trail } from '@/components/mailboxes/page-trail'
import { type ImportRowFilter, importRowPageQuery, importRowPageSize } from '@/lib/imports/queries'
import type { ImportRow, ImportRowPage } from '@/lib/imports/schema'

type Question = { tenantId: string; importId: string; filter: ImportRowFilter; from: number; isBusy: boolean }

/** As the trail keeps it: a page ends where the next one begins. */
const asStep = ({ items, nextCursor }: ImportRowPage) => ({
  items,
  nextCursor: nextCursor === null ? null : String(nextCursor),
})

/**
 * An import's rows from row `from` on, page by page: those in view and their neighbours are held, the others are dropped and read again
 * when somebody comes back, so that a million rows weigh no more than a hundred. Another question needs another instance (`key`).
 */
export function useImportRows({ tenantId, importId, filter, from, isBusy }: Question) {
  const [trail, setTrail] = useState<Trail>([])
  const [range, setRange] = useState({ first: 0, last: 0 })
  const wanted = [0, ...pagesInView(range, trail, importRowPageSize)]
  const pages = useQueries({
    queries: wanted.map((index) => {
      const cursor = index === 0 ? from - 1 : Number(trail[index - 1]?.nextCursor)
      return importRowPageQuery(tenantId, importId, { filter, cursor, isBusy })
    }),
  })
  useEffect(() => {
    setTrail((before) =>
      wanted.reduce((grown, index, at) => {
        const page = pages[at]?.data
        return page ? growTrail(grown, index, asStep(page)) : grown
      }, before),
    )
  })
  const failed = pages.find((page) => page.isError)
  return {
    isPending: pages[0]?.isPending ?? true,
    count: placesOf(trail, importRowPageSize),
    setRange,
    rowAt: (place: number): ImportRow | undefined => {
      const index = Math.floor(place / importRowPageSize)
      return pages[wanted.indexOf(index)]?.data?.items[place % importRowPageSize]
    },
    lapse: failed ? { error: failed.error, retry: () => void failed.refetch() } : null,
  }
}

export type ImportRows = ReturnType<typeof useImportRows>
