import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addMailbox } from './mailboxes'
import { AlertRulesPage } from './pages/alert-rules'
import { AlertsPage } from './pages/alerts'
import { ExplorePage } from './pages/explore'
import { MailboxPage } from './pages/mailbox'
import { Shell } from './pages/shell'
import { TenantForm } from './pages/tenant-form'
import { TenantsPage } from './pages/tenants'

// Half-way through a fade the contrast is anybody's guess.
test.use({ role: 'administrator', contextOptions: { reducedMotion: 'reduce' } })

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const themes = ['light', 'dark'] as const

/** The narrowest screen that the console promises to serve. */
const narrowest = 360

type Check = (page: Page, what: string) => Promise<void>

async function inEveryLook(page: Page, check: Check): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveClass(new RegExp(theme))
      await check(page, `${new URL(page.url()).pathname}, ${theme}, ${size.width} px`)
    }
  }
}

async function expectReflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: narrowest, height: 780 })
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'width of the page on the narrowest screen')
    .toBeLessThanOrEqual(narrowest)
}

const pages: readonly (readonly [path: string, title: string])[] = [
  ['/', 'Overview'],
  ['/services', 'Services'],
  ['/services/ors', 'Orchestration Service'],
  ['/services/ors?tab=alerts&alert=ors-redis-unavailable-5m', 'Orchestration Service'],
  ['/services/ors?tab=connections', 'Orchestration Service'],
  ['/services/ors?tab=metrics', 'Orchestration Service'],
  ['/tenants', 'Tenants'],
  ['/alerts', 'Alerts'],
  ['/alerts/rules', 'Alert rules'],
  ['/explore', 'Explore'],
  ['/mailboxes/t2100', 'Mailboxes'],
  ['/voicemail-profiles/t2100', 'Profiles'],
  ['/voicemail-profiles/t2100/new', 'New profile'],
  ['/dial-plan/t2100', 'Dial plan'],
  ['/sources', 'Sources'],
  ['/access', 'Access'],
  ['/audit', 'Audit log'],
]

test.describe('in trouble, so that every colour is there', () => {
  test.beforeEach(async ({ scenario }) => {
    await scenario.break('redis-down', 'ors')
    await scenario.break('portal-down', 't2118', '503')
  })

  for (const [path, title] of pages) {
    test(`${path} has no finding of axe in any look, and fits ${narrowest} px`, async ({ page, expectAccessible }) => {
      await page.goto(path)
      const shell = new Shell(page)
      await shell.expectTitle(title)
      await shell.expectLive()
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
      await inEveryLook(page, expectAccessible)
      await expectReflow(page)
    })
  }

  test('a tenant’s page has no finding, and fits', async ({ page, expectAccessible }) => {
    await page.goto('/tenants/t2118')
    await new Shell(page).expectLive()
    await expect(page.getByRole('slider').first()).toBeVisible()
    await expect(page.getByRole('table', { name: /^Figures of/ }).first()).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
  })

  test('a mailbox’s page has no finding, and fits: to read, to change, with mistakes, with a history, deleted', async ({
    page,
    accounts,
    expectAccessible,
  }) => {
    test.setTimeout(120_000)
    const owner = 'An owner with a name so long that it must break somewhere, and-a-word-that-cannot-break-by-itself'
    const { id } = await addMailbox(accounts, 't2104', { owner, locale: 'de-CH', maxMessageCount: 5 })
    const mailbox = new MailboxPage(page)
    await mailbox.openToChange('t2104', id)
    const check = async () => {
      await inEveryLook(page, expectAccessible)
      await expectReflow(page)
    }
    await check()
    await mailbox.setting('Max Message Count').fill('none')
    await mailbox.save()
    await expect(mailbox.setting('Max Message Count')).toHaveAttribute('aria-invalid', 'true')
    await check()
    await mailbox.setting('Locale').click()
    await expect(page.getByRole('dialog', { name: 'Choose a locale' }).getByRole('option').first()).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await page.keyboard.press('Escape')
    await mailbox.bar.getByRole('button', { name: 'Discard' }).click()
    await mailbox.tab('History')
    await expect(mailbox.history).toHaveCount(1)
    await check()
    await page.goto('/mailboxes/t2104?create=true')
    await page.getByRole('dialog').getByRole('button', { name: 'Choose settings, too' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Override Locale' })).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await mailbox.openToChange('t2104', id)
    await mailbox.act('Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(mailbox.main).toContainText('This mailbox is deleted')
    await mailbox.tab('General Info')
    await check()
  })

  test('the explorer with an answer, and with a mistake, has no finding, and fits', async ({
    page,
    expectAccessible,
  }) => {
    const explore = new ExplorePage(page)
    const asked: readonly Record<string, string>[] = [
      { query: 'max by (instance) (Portal_HTTP_Status)' },
      { query: 'max by (instance) (Portal_HTTP_Status)', view: 'table' },
      { query: 'Portal_HTTP_Status', mode: 'instant' },
      { query: 'sum(rate(up))' },
      { query: '{__name__=~".+"}' },
    ]
    for (const question of asked) {
      await explore.open(`?${new URLSearchParams(question)}`)
      await expect(explore.answer).toHaveAttribute('aria-busy', 'false')
      await inEveryLook(page, expectAccessible)
      await expectReflow(page)
    }
  })

  test('what opens over a page has no finding', async ({ page, expectAccessible }) => {
    test.setTimeout(120_000)
    const shell = new Shell(page)
    const tenants = new TenantsPage(page)
    const alerts = new AlertsPage(page)
    const states: [string, () => Promise<void>][] = [
      [
        'a form with mistakes',
        async () => {
          await tenants.open('?act=add')
          const form = new TenantForm(page)
          await form.save()
          await expect(form.id).toHaveAttribute('aria-invalid', 'true')
        },
      ],
      [
        'a question before a deletion',
        async () => {
          await tenants.open('?act=delete&on=t2118')
          await expect(page.getByRole('alertdialog')).toBeVisible()
        },
      ],
      [
        'a menu',
        async () => {
          await tenants.open()
          await tenants
            .row('t2118')
            .getByRole('button', { name: /^Acts on/ })
            .click()
          await expect(page.getByRole('menu')).toBeVisible()
        },
      ],
      [
        'the palette',
        async () => {
          await page.goto('/sources')
          await shell.expectLive()
          await page.keyboard.press('Control+k')
          await expect(shell.paletteInput).toBeFocused()
        },
      ],
      [
        'the help sheet',
        async () => {
          await page.keyboard.press('Escape')
          await page.keyboard.press('?')
          await expect(shell.help).toBeVisible()
        },
      ],
      [
        'completions of the editor',
        async () => {
          const explore = new ExplorePage(page)
          await explore.open()
          await explore.editor.click()
          await page.keyboard.type('sum(sips_')
          await expect(explore.completions.getByRole('option').first()).toBeVisible()
        },
      ],
      [
        'an alert',
        async () => {
          await alerts.open()
          await expect(alerts.table.rows).not.toHaveCount(0, { timeout: 30_000 })
          await alerts.table.rows.first().click()
          await expect(alerts.details).toBeVisible()
        },
      ],
    ]
    states.push([
      'an alert rule',
      async () => {
        const rules = new AlertRulesPage(page)
        await rules.open('?rule=ors-strategies-high')
        await expect(rules.steps).not.toHaveCount(0)
        await expect(rules.chart.locator('path.recharts-line-curve').first()).toBeVisible()
      },
    ])
    for (const [what, reach] of states) {
      await test.step(what, async () => {
        await reach()
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme })
          await expect(page.locator('html')).toHaveClass(new RegExp(theme))
          await expectAccessible(page, `${what}, ${theme}`)
        }
      })
    }
  })
})

test('a page that is not there has no finding, and leads on', async ({ page, expectAccessible, consoleGuard }) => {
  consoleGuard.allow(/status of 404/, 'the page answers 404 on purpose, which the browser prints')
  await page.goto('/nowhere')
  await expect(page.getByRole('link', { name: /overview/i }).last()).toBeVisible()
  await inEveryLook(page, expectAccessible)
  await expectReflow(page)
})

test.describe('nobody signed in', () => {
  test.use({ role: null })

  test('the sign-in page has no finding, and fits', async ({ page, expectAccessible }) => {
    await page.goto('/sign-in?callbackUrl=/alerts&error=invalid-credentials')
    await expect(page.getByRole('heading', { name: 'Patchboard' })).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
  })
})
