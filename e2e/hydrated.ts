import type { BrowserContext, Page } from '@playwright/test'

/** React marks every element that it has taken over; what is typed or chosen before that reaches nobody. */
const isTakenOver = () =>
  [...document.querySelectorAll('main button, main input, main select, main textarea, header button')].every(
    (element) => Object.keys(element).some((key) => key.startsWith('__react')),
  )

async function settle(page: Page): Promise<void> {
  // Pages without React, and those that a test leaves meanwhile, are as they are: what the test expects of them says so.
  await page.waitForFunction(isTakenOver, undefined, { timeout: 30_000 }).catch(() => {})
}

/** From here on, a page of this context that is opened or loaded again is ready for acts when that resolves. */
export function waitForHydration(context: BrowserContext): BrowserContext {
  const newPage = context.newPage.bind(context)
  context.newPage = async () => {
    const page = await newPage()
    const goto = page.goto.bind(page)
    const reload = page.reload.bind(page)
    page.goto = async (url, options) => {
      const response = await goto(url, options)
      // Who wants less than the whole document wants to see it before it is ready.
      if (!options?.waitUntil) await settle(page)
      return response
    }
    page.reload = async (options) => {
      const response = await reload(options)
      if (!options?.waitUntil) await settle(page)
      return response
    }
    return page
  }
  return context
}
