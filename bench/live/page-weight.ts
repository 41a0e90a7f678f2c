import type { BrowserContext } from '@playwright/test'
import { firstLoadKilobytes } from '../first-load'

export const pages = [
  '/sign-in',
  '/',
  '/services',
  '/services/ors',
  '/tenants',
  '/tenants/t2100',
  '/alerts',
  '/alerts/rules',
  '/explore',
  '/sources',
] as const

export type PageWeight = { path: string; firstLoadKilobytes: number; allKilobytes: number }

/** Every script that the browser fetches by itself within a few seconds, charts for instance, as it travels; cold cache. */
async function allKilobytes(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let bytes = 0
  devTools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId)
  })
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(path, { waitUntil: 'load' })
  await page.waitForTimeout(3000)
  await page.close()
  return bytes / 1024
}

/** JavaScript of a page: what it needs before it is alive, and that with what comes later by itself. */
export async function measurePageWeight(context: BrowserContext, path: string): Promise<PageWeight> {
  return {
    path,
    firstLoadKilobytes: await firstLoadKilobytes(context, path),
    allKilobytes: await allKilobytes(context, path),
  }
}
