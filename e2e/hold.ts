import type { Page, Request } from '@playwright/test'

/** Holds requests back until they are let go, as a slow network would. */
export async function holdRequests(page: Page, isHeld: (request: Request) => boolean) {
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const arrived = page.waitForRequest(isHeld)
  await page.route('**', async (route) => {
    if (!isHeld(route.request())) return route.fallback()
    await gate
    await route.continue()
  })
  return { arrived, letGo }
}
