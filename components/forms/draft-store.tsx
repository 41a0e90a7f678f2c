'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'

/** Where drafts are kept: the tab's storage, by person. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

function tabStorage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage
  } catch {
    return null
  }
}

/** What one person typed is not there for the next one who signs in in the same tab, and is there again for the one who typed it. */
export function draftsOf(ownerId: string, storage: DraftStore | null): DraftStore | null {
  if (storage === null) return null
  const own = (key: string) => `${key}@${ownerId}`
  return {
    getItem: (key) => storage.getItem(own(key)),
    setItem: (key, text) => storage.setItem(own(key), text),
    removeItem: (key) => storage.removeItem(own(key)),
  }
}

const OwnerContext = createContext('')

type DraftOwnerProps = { ownerId: string; children: ReactNode }

/** Says whose drafts the forms inside keep. */
export function DraftOwner({ ownerId, children }: DraftOwnerProps) {
  return <OwnerContext value={ownerId}>{children}</OwnerContext>
}

/** Null on the server and where storage is blocked: then only the form itself holds what is typed. */
export function useDraftStore(): DraftStore | null {
  const ownerId = useContext(OwnerContext)
  return useMemo(() => draftsOf(ownerId, tabStorage()), [ownerId])
}
