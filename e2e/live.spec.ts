import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { OverviewPage } from './pages/overview'
import { Shell } from './pages/shell'
import { TenantsPage } from './pages/tenants'

/** The probe, a scrape, a refresh, on a busy machine. */
const changeTimeoutMs = 90_000

/** A tab stops listening this long after it was hidden (lib/live/connection.ts). */
const pauseAfterMs = 30_000

/** Counts streams that this page has open now. */
function countStreams(page: Page): () => number {
  const open = new Set<unknown>()
  const isStream = (url: string) => new URL(url).pathname === '/api/live'
  page.on('request', (request) => isStream(request.url()) && open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => open.size
}

test('two tabs follow the same change, each over one stream', async ({ page, context, scenario }) => {
  const id = 't2116'
  const other = await context.newPage()
  const tabs = [page, other].map((tab) => ({ streams: countStreams(tab), tenants: new TenantsPage(tab), tab }))
  for (const { tenants, tab } of tabs) {
    await tenants.open()
    await new Shell(tab).expectLive()
    await expect(tenants.status(id)).toHaveAttribute('data-status', 'ok')
    await new Shell(tab).markDocument()
  }
  await scenario.break('portal-down', id, '503')
  for (const { tenants } of tabs) {
    await expect(tenants.status(id)).toHaveAttribute('data-status', 'failing', { timeout: changeTimeoutMs })
  }
  await scenario.heal()
  for (const { tenants, tab, streams } of tabs) {
    await expect(tenants.status(id)).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
    await new Shell(tab).expectSameDocument()
    expect(streams(), 'streams of one tab').toBe(1)
  }
})

test('a hidden tab closes its stream, and catches up when it is looked at', async ({ page, scenario }) => {
  const id = 't2117'
  const tenants = new TenantsPage(page)
  const shell = new Shell(page)
  const streams = countStreams(page)
  await page.clock.install()
  // Tabs of a test browser are never hidden by themselves.
  await page.addInitScript(() => {
    let state = 'visible'
    Object.defineProperty(document, 'visibilityState', { get: () => state })
    Object.defineProperty(document, 'hidden', { get: () => state === 'hidden' })
    window.addEventListener('e2e-visibility', (event) => {
      state = event instanceof CustomEvent ? String(event.detail) : 'visible'
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })
  const look = (state: 'visible' | 'hidden') =>
    page.evaluate((detail) => window.dispatchEvent(new CustomEvent('e2e-visibility', { detail })), state)
  await tenants.open()
  await shell.expectLive()
  await expect(tenants.status(id)).toHaveAttribute('data-status', 'ok')

  await look('hidden')
  await page.clock.fastForward(pauseAfterMs + 1_000)
  await shell.expectLive('paused')
  await expect.poll(streams, 'streams of a hidden tab').toBe(0)

  await scenario.break('portal-down', id, '502')
  const onlooker = await page.context().newPage()
  await new TenantsPage(onlooker).open()
  await expect(new TenantsPage(onlooker).cell(id, 'HTTP')).toHaveText('502', { timeout: changeTimeoutMs })
  await expect(tenants.cell(id, 'HTTP'), 'nobody looks, nothing is asked').toHaveText('200')

  await look('visible')
  await shell.expectLive()
  await expect(tenants.cell(id, 'HTTP')).toHaveText('502')
})

test('a console that restarts is found again, and the page goes on where it was', async ({
  page,
  parts,
  scenario,
  consoleGuard,
}) => {
  const lost = 'the browser prints every connection that a stopped console refuses'
  consoleGuard.allow(/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/, lost)
  const overview = new OverviewPage(page)
  const shell = new Shell(page)
  await overview.open()
  await shell.expectLive()
  await expect(overview.service('rq')).toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
  await shell.markDocument()

  await parts.stop('console')
  await shell.expectLive('reconnecting')
  await expect(overview.service('rq'), 'what it showed stays').toBeVisible()

  await parts.start('console')
  await shell.expectLive()
  await scenario.break('pod-pending', 'rq')
  await expect(overview.service('rq')).not.toHaveAttribute('data-status', 'ok', { timeout: changeTimeoutMs })
  await shell.expectSameDocument()
})

test('a console that is told to stop ends within seconds, though people watch it', async ({
  page,
  parts,
  consoleGuard,
}) => {
  consoleGuard.allow(/./, 'the console is away for a moment')
  await new TenantsPage(page).open()
  await new Shell(page).expectLive()
  // Streams lasted up to six minutes, and the process as long.
  expect(await parts.terminate('console')).toBeLessThan(5_000)
  await new Shell(page).expectLive()
})
