'use client'

import { createContext, useContext } from 'react'
import { overlayContainer } from './overlay-root'

const HostContext = createContext<HTMLElement | null>(null)

/** Set by a window around what it holds: what opens from there must be drawn within it, as all else is hidden from screen readers meanwhile. */
export const OverlayHost = HostContext.Provider

/** The element for a portal at this place of the tree. */
export function useOverlayContainer(): HTMLElement | undefined {
  return useContext(HostContext) ?? overlayContainer()
}
