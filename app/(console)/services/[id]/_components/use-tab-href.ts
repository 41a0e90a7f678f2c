'use client'

import { useSearchParams } from 'next/navigation'

/** Another tab of this page, with all else that its address says: the region above all. */
export function useTabHref(tab: string): string {
  const params = new URLSearchParams(useSearchParams())
  params.set('tab', tab)
  return `?${params}`
}
