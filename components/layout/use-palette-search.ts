'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { callApi } from '@/lib/http/api-client'
import {
  minSearchLength,
  type PaletteEntry,
  type PaletteGroup,
  searchAddress,
  searchAnswerSchema,
  toEntries,
} from './palette-model'

type Found = { entries: readonly PaletteEntry[]; note: string | null }

const none: Found = { entries: [], note: null }

/** The text once typing rests, so that a word is one question and not one for each letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 150)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What the server finds for a group that searches there. A failed search says so; it never reads as "none". */
export function usePaletteSearch(group: PaletteGroup, text: string): Found {
  const asked = useSettled(text.trim())
  const search = group.search
  const wanted = search !== undefined && asked.length >= minSearchLength
  const { data, error } = useQuery({
    queryKey: ['palette', group.id, asked],
    enabled: wanted,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      callApi(searchAddress(search?.path ?? '', asked), async () => searchAnswerSchema, { signal }),
  })
  if (!search || !wanted) return none
  if (error) return { entries: [], note: `The ${search.what} cannot be searched now: ${error.message}` }
  return data ? { entries: toEntries(data, search.href), note: null } : none
}
