'use client'

import { parseAsBoolean, useQueryState } from 'nuqs'

/** The open dialog stands in the address, so that signing in again leads back to it and to what was typed. */
export function useCreateMailbox() {
  const [isOpen, setOpen] = useQueryState('create', parseAsBoolean.withDefault(false))
  return { isOpen, open: () => void setOpen(true), close: () => void setOpen(null) }
}
