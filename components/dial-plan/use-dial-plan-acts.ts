'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useCallback } from 'react'

const acts = ['on', 'off', 'settings', 'system'] as const
export type DialPlanAct = (typeof acts)[number]

/** The open dialog stands in the address, so that signing in again leads back to it and to what was typed. */
export function useDialPlanActs() {
  const [act, setAct] = useQueryState('act', parseAsStringLiteral(acts))
  const open = useCallback((next: DialPlanAct) => void setAct(next), [setAct])
  const close = useCallback(() => void setAct(null), [setAct])
  return { act, open, close }
}

export type DialPlanActs = ReturnType<typeof useDialPlanActs>
