'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { z } from 'zod'

const preferencesSchema = z.object({
  comfortable: z.boolean().default(false),
  /** Columns whose visibility the viewer changed. */
  columns: z.record(z.string(), z.boolean()).default({}),
})
export type TablePreferences = z.infer<typeof preferencesSchema>

const defaults: TablePreferences = { comfortable: false, columns: {} }
const listeners = new Set<() => void>()

/** Reads stored preferences; anything unreadable counts as none. */
export function readPreferences(text: string | null): TablePreferences {
  if (text === null) return defaults
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : defaults
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
