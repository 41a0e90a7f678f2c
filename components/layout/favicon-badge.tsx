'use client'

import { useEffect } from 'react'
import { type FaviconState, faviconSvg } from './favicon'

/** Draws the state into the tab's icon, so that a tab in the background tells. */
export function FaviconBadge({ state }: { state: FaviconState }) {
  const svg = faviconSvg(state)
  useEffect(() => {
    const link = document.createElement('link')
    link.rel = 'icon'
    link.type = 'image/svg+xml'
    link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`
    document.head.append(link)
    return () => link.remove()
  }, [svg])
  return null
}
