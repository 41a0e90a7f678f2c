'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

export type TablePreferences = {
  comfortable: boolean
  /** Columns whose visibility the viewer changed. */
  columns: Readonly<Record<string, boolean>>
}

const defaults: TablePreferences = { comfortable: false, columns: {} }
const listeners = new Set<() => void>()

/** Reads stored preferences, which older versions may have written; what is not understood counts as not set. */
export function readPreferences(text: string | null): TablePreferences {
  if (text === null) return defaults
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return defaults
    const columns = 'columns' in stored && typeof stored.columns === 'object' ? (stored.columns ?? {}) : {}
    return {
      comfortable: 'comfortable' in stored && stored.comfortable === true,
      columns: Object.fromEntries(Object.entries(columns).filter(([, shown]) => typeof shown === 'boolean')),
    }
  } catch {
    return defaults
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** How this viewer likes this table; kept in this browser. Storage may be blocked: then it lasts until the page is left. */
export function useTablePreferences(tableId: string): [TablePreferences, (next: TablePreferences) => void] {
  const key = `patchboard.table.${tableId}`
  const read = useCallback(() => {
    try {
      return window.localStorage.getItem(key)
    } catch {
      return null
    }
  }, [key])
  const text = useSyncExternalStore(subscribe, read, () => null)
  const preferences = useMemo(() => readPreferences(text), [text])
  const write = useCallback(
    (next: TablePreferences) => {
      try {
        window.localStorage.setItem(key, JSON.stringify(next))
      } catch {
        return
      }
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [preferences, write]
}
