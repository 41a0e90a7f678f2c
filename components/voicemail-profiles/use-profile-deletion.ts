'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useCallback } from 'react'

/** The profile whose deletion is asked about stands in the address, as every open dialog does. */
export function useProfileDeletion() {
  const [id, setId] = useQueryState('delete', parseAsString)
  const ask = useCallback((profileId: string) => void setId(profileId), [setId])
  const close = useCallback(() => void setId(null), [setId])
  return { id, ask, close }
}
