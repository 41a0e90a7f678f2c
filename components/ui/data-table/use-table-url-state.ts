'use client'

import { createParser, parseAsInteger, useQueryState } from 'nuqs'
import { useCallback } from 'react'
import { readSort, type TableSort, writeSort } from './column'

const parseAsSort = createParser<TableSort>({
  parse: readSort,
  serialize: writeSort,
  eq: (a, b) => a.id === b.id && a.desc === b.desc,
})

type Options = { defaultSort?: TableSort; urlPrefix?: string }

/** Sort and page of a table as they stand in the URL (`sort`, `page`, counted from 1 there). A new sort starts at the first page. */
export function useTableUrlState({ defaultSort, urlPrefix = '' }: Options = {}) {
  const [found, setFound] = useQueryState(`${urlPrefix}sort`, parseAsSort)
  const [page, setPage] = useQueryState(`${urlPrefix}page`, parseAsInteger.withDefault(1))
  const sort = found ?? defaultSort ?? null

  const setSort = useCallback(
    (next: TableSort | null) => {
      const isDefault = next !== null && next.id === defaultSort?.id && next.desc === defaultSort.desc
      void setFound(isDefault ? null : next)
      void setPage(null)
    },
    [setFound, setPage, defaultSort?.id, defaultSort?.desc],
  )
  const setPageIndex = useCallback((index: number) => void setPage(index <= 0 ? null : index + 1), [setPage])

  return { sort, setSort, page: Math.max(0, page - 1), setPage: setPageIndex }
}
