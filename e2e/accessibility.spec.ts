import { z } from 'zod'
import { expect, test } from './fixtures'
import { expectReflow, inEveryLook, narrowest } from './looks'
import { addMailbox, freshNumber } from './mailboxes'
import { AlertRulesPage } from './pages/alert-rules'
import { AlertsPage } from './pages/alerts'
import { ExplorePage } from './pages/explore'
import { ImportPage } from './pages/import'
import { MailboxPage } from './pages/mailbox'
import { Shell } from './pages/shell'
import { TenantForm } from './pages/tenant-form'
import { TenantsPage } from './pages/tenants'
import { ProfilesPage } from './pages/voicemail-profiles'
import { checkedImport, csvOf } from './sent-imports'

// Half-way through a fade the contrast is anybody's guess.
test.use({ role: 'administrator', contextOptions: { reducedMotion: 'reduce' } })

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
  ['/imports/t2100', 'Imports'],
  ['/imports/t2100/new', 'Import a file'],
  ['/sources', 'Sources'],
  ['/access', 'Access'],
  ['/audit', 'Audit log'],
]

test.describe('in trouble, so that every colour is there', () => {
  test.beforeEach(async ({ scenario }) => {
    await scenario.break('redis-down', 'ors')
    await scenario.break('portal-down', 't2118', '503')
  })

  test(`no page has a finding of axe in any look, and each fits ${narrowest} px`, async ({
    page,
    expectAccessible,
  }) => {
    test.setTimeout(900_000)
    const shell = new Shell(page)
    for (const [path, title] of pages) {
      await test.step(path, async () => {
        await page.goto(path)
        await shell.expectTitle(title)
        await shell.expectLive()
        await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
        await inEveryLook(page, expectAccessible)
        await expectReflow(page)
      })
    }
    await test.step('a tenant', async () => {
      await page.goto('/tenants/t2118')
      await shell.expectLive()
      await expect(page.getByRole('slider').first()).toBeVisible()
      await expect(page.getByRole('table', { name: /^Figures of/ }).first()).toBeVisible()
      await inEveryLook(page, expectAccessible)
      await expectReflow(page)
    })
  })
})

test.describe('an administrator', () => {
  test('a profile’s page has no finding, and fits: as it is, and with what a change affects', async ({
    page,
    accounts,
    expectAccessible,
  }) => {
    const path = '/api/tenants/t2104/voicemail-profiles'
    const made = z.object({ id: z.string() }).parse(await accounts.api('POST', path, { name: `Axe ${Date.now()}` }))
    await addMailbox(accounts, 't2104', { profileId: made.id })
    const profiles = new ProfilesPage(page)
    await profiles.open('t2104', `/${made.id}`)
    await expect(profiles.maxMessages).toBeEditable()
    await inEveryLook(page, expectAccessible)
    await profiles.maxMessages.fill('7')
    await expect(profiles.effect).toContainText('for 1 mailbox')
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
  })

  test('a mailbox’s page has no finding, and fits: to read, to change, with mistakes, with a history, deleted', async ({
    page,
    accounts,
    expectAccessible,
  }) => {
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

  test('an import’s page has no finding, and fits: checked, about to be applied, applied', async ({
    page,
    accounts,
    expectAccessible,
  }) => {
    const rows = [
      `${freshNumber()},A name without an end,de-CH,7,,`,
      'not-a-number-and-a-word-that-cannot-break-by-itself,Eve,xx-99,many,,A profile that nobody has',
    ]
    const { id } = await checkedImport(accounts, 't2104', csvOf(...rows), 'a-file-name-that-does-not-want-to-end.csv')
    const one = new ImportPage(page)
    await one.open('t2104', id)
    await expect(one.row).toHaveCount(2)
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
    await one.button('Apply the good rows (1)').click()
    await expect(one.dialog).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await one.answer('Apply 1 row')
    await one.expectState('done')
    await expect(one.rowOf(1)).toContainText('Applied')
    await one.rowOf(1).getByRole('button', { name: 'Row 1' }).click()
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
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

  test('what opens over a page has no finding', async ({ page, scenario, expectAccessible }) => {
    // So that there is an alert to open.
    await scenario.break('redis-down', 'ors')
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
          await expect(alerts.table.rows).not.toHaveCount(0)
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
        for (const theme of ['light', 'dark'] as const) {
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
