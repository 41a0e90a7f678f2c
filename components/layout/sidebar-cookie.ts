export const sidebarCookie = 'patchboard-sidebar'

/** True when the viewer keeps the sidebar narrow. */
export function isSidebarCollapsed(cookie: string | undefined): boolean {
  return cookie === 'narrow'
}
