'use client'

import { FaviconBadge } from '@/components/layout/favicon-badge'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { alertsQuery } from '@/lib/alerts/queries'
import { useLive } from '@/lib/live/use-live'
import { toFaviconState } from './firing-state'

function useFiring() {
  useLive(['alerts'])
  const { data, isError } = useServedQuery(alertsQuery())
  return toFaviconState(data, isError)
}

/** How many alerts fire, behind the sidebar's entry; a question mark while nobody can know. */
export function FiringCount() {
  const state = useFiring()
  if (state.kind === 'calm') return null
  const text = { firing: `${'count' in state ? state.count : ''}`, erring: '!', unknown: '?' }[state.kind]
  const spoken = { firing: `${text} firing`, erring: 'a source fails', unknown: 'not known' }[state.kind]
  const tone = state.kind === 'firing' ? 'bg-failing-tint text-failing-text' : 'bg-sunken text-muted'
  return (
    <span
      title={spoken}
      className={`inline-flex h-5 min-w-5 items-center justify-center rounded-inner px-1 text-xs ${tone}`}
    >
      <span aria-hidden>{text}</span>
      <span className="sr-only">{spoken}</span>
    </span>
  )
}

export function FiringFavicon() {
  return <FaviconBadge state={useFiring()} />
}
