const overlayRootId = 'overlays'

/** Where menus and tips are drawn: within the page's landmark, so that screen readers find them in place. One in each layout. */
export function OverlayRoot() {
  return <div id={overlayRootId} />
}

/** The element for a portal, or undefined (the body) where a layout has none. */
export function overlayContainer(): HTMLElement | undefined {
  return typeof document === 'undefined' ? undefined : (document.getElementById(overlayRootId) ?? undefined)
}
