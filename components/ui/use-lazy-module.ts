'use client'

import { useCallback, useState } from 'react'

/** A module that is loaded on first use; null until then. `load` must be stable. A failed load may be tried again. */
export function useLazyModule<Module>(load: () => Promise<Module>): [Module | null, () => Promise<boolean>] {
  const [loaded, setLoaded] = useState<Module | null>(null)
  const ensure = useCallback(async () => {
    try {
      const module = await load()
      setLoaded(() => module)
      return true
    } catch {
      return false
    }
  }, [load])
  return [loaded, ensure]
}
