import { expect, type Page } from '@playwright/test'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const themes = ['light', 'dark'] as const

/** The narrowest screen that the console promises to serve. */
export const narrowest = 360

type Check = (page: Page, what: string) => Promise<void>

/** Looks at the page as it stands at both widths and in both themes. */
export async function inEveryLook(page: Page, check: Check): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveClass(new RegExp(theme))
      await check(page, `${new URL(page.url()).pathname}, ${theme}, ${size.width} px`)
    }
  }
}

/** Nothing of the page is wider than the narrowest screen. */
export async function expectReflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: narrowest, height: 780 })
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'width of the page on the narrowest screen')
    .toBeLessThanOrEqual(narrowest)
}
