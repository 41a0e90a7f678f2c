import type { BrowserContext, Page } from '@playwright/test'

export const pages = [
  '/sign-in',
  '/',
  '/services',
  '/services/ors',
  '/tenants',
  '/tenants/t2100',
  '/alerts',
  '/sources',
] as const

export type PageWeight = { path: string; firstLoadKilobytes: number; allKilobytes: number }

async function scriptsOfDocument(page: Page): Promise<Set<string>> {
  const sources = await page.evaluate(() => [
    ...[...document.querySelectorAll('script[src]')].map((script) => (script as HTMLScriptElement).src),
  ])
  return new Set(sources)
}

/**
 * JavaScript of a page as it travels (compressed), cold cache. `firstLoad`: scripts that the HTML names, which the page needs before
 * it is alive; `all`: with what is fetched later by itself, charts for instance.
 */
export async function measurePageWeight(context: BrowserContext, path: string): Promise<PageWeight> {
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const urlById = new Map<string, string>()
  const bytesByUrl = new Map<string, number>()
  devTools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) urlById.set(requestId, response.url)
  })
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urlById.get(requestId)
    if (url) bytesByUrl.set(url, encodedDataLength)
  })
  const response = await page.goto(path, { waitUntil: 'load' })
  const html = (await response?.text()) ?? ''
  await page.waitForTimeout(3000)
  const named = [...(await scriptsOfDocument(page))].filter((url) => html.includes(new URL(url).pathname))
  const kilobytes = (urls: Iterable<string>) =>
    [...urls].reduce((total, url) => total + (bytesByUrl.get(url) ?? 0), 0) / 1024
  await page.close()
  return { path, firstLoadKilobytes: kilobytes(named), allKilobytes: kilobytes(bytesByUrl.keys()) }
}
