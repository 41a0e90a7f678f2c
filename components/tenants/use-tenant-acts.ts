'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback } from 'react'

/** Those that only ask whether to. */
export const confirmedActs = ['enable', 'disable', 'delete'] as const
export type ConfirmedAct = (typeof confirmedActs)[number]

const acts = ['add', 'edit', ...confirmedActs] as const
export type TenantAct = (typeof acts)[number]

const actParams = { act: parseAsStringLiteral(acts), on: parseAsString.withDefault('') }

/** The open dialog stands in the address, so that signing in again leads back to it and to what was typed. */
export function useTenantActs() {
  const [{ act, on }, setParams] = useQueryStates(actParams)
  const open = useCallback((next: TenantAct, id = '') => void setParams({ act: next, on: id || null }), [setParams])
  const close = useCallback(() => void setParams({ act: null, on: null }), [setParams])
  /** `on`: id of the tenant that the dialog is about; empty for a new one. */
  return { act, on, open, close }
}

export type TenantActs = ReturnType<typeof useTenantActs>
