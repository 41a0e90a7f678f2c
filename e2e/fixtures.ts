import { test as base, expect, type Page } from '@playwright/test'
import type { Role } from '@/lib/auth/model'
import { Accounts } from './accounts'
import { axeFindings } from './axe'
import { ConsoleGuard } from './console-guard'
import { waitForHydration } from './hydrated'
import { addressOf, Parts, Scenarios } from './stack'

export { expect }

type TestFixtures = {
  /** Who is signed in; null for nobody. */
  role: Role | null
  scenario: Scenarios
  parts: Parts
  consoleGuard: ConsoleGuard
  /** Another browser of somebody's, watched like the first. */
  openAs: (role: Role) => Promise<Page>
  /** Fails on any finding of axe-core on the page as it stands. `what` names the state for the report. */
  expectAccessible: (page: Page, what: string) => Promise<void>
}

type WorkerFixtures = { accounts: Accounts }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  role: ['viewer', { option: true }],

  accounts: [
    async ({ browser }, use) => {
      await use(new Accounts(browser, addressOf('console')))
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  storageState: async ({ role, accounts }, use) => {
    await use(role ? await accounts.signedIn(role) : { cookies: [], origins: [] })
  },

  context: async ({ context }, use) => {
    await use(waitForHydration(context))
  },

  // Automatic, and before all that breaks something: what is broken must be whole again when the next test begins.
  parts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const parts = new Parts()
      await use(parts)
      await parts.startAll()
    },
    { auto: true },
  ],

  scenario: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const scenarios = new Scenarios()
      await use(scenarios)
      await scenarios.healAll()
    },
    { auto: true },
  ],

  consoleGuard: [
    async ({ context }, use) => {
      const guard = new ConsoleGuard(addressOf('console'))
      guard.watch(context)
      await use(guard)
      expect(guard.unexpected(), 'what the browser’s console said').toEqual([])
    },
    { auto: true },
  ],

  openAs: async ({ browser, accounts, consoleGuard, viewport, locale }, use) => {
    const open = async (role: Role) => {
      const storageState = await accounts.signedIn(role)
      const context = await browser.newContext({ baseURL: addressOf('console'), storageState, viewport, locale })
      opened.push(() => context.close())
      consoleGuard.watch(context)
      return waitForHydration(context).newPage()
    }
    const opened: (() => Promise<void>)[] = []
    await use(open)
    for (const close of opened) await close()
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  expectAccessible: async ({}, use) => {
    await use(async (page, what) => {
      // Soft, so that one page’s finding hides no other’s.
      expect.soft(await axeFindings(page), `axe-core on ${what}`).toEqual([])
    })
  },
})
