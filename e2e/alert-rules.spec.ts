import { recordingRules } from '@/lib/catalogue/recordings'
import { shippedAlerts } from '@/lib/catalogue/shipped-alerts'
import { expect, test } from './fixtures'
import { AlertRulesPage } from './pages/alert-rules'
import { AlertsPage } from './pages/alerts'
import { Shell } from './pages/shell'
import { withOtherRules } from './stack'

const key = 'ors-redis-unavailable-5m'
const name = 'Redis disconnected for 5 minutes'

/** Five minutes of waiting in the rule are a quarter of a minute in this stack. */
const alertTimeoutMs = 150_000

test('rules: all that ship are there, filtered, sorted, linked', async ({ page }) => {
  const rules = new AlertRulesPage(page)
  await new AlertsPage(page).open()
  await page.getByRole('navigation', { name: 'Alerts and their rules' }).getByRole('link', { name: 'Rules' }).click()
  await new Shell(page).expectTitle('Alert rules')
  await new Shell(page).expectLive()

  await test.step('every documented alert is loaded, and what ships beside them', async () => {
    await expect(rules.header).toContainText(`${shippedAlerts.length} alerting, ${recordingRules.length} recording`)
    await expect(rules.table.count).toContainText(`${shippedAlerts.length} alert rules`)
    await expect(rules.recordings.count).toContainText(`${recordingRules.length} recording rules`)
    await rules.filter('Coverage').selectOption('not-loaded')
    await expect(page.getByText('No alert rule matches these filters')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).first().click()
  })

  await test.step('filters narrow the list, stand in the address and survive a reload', async () => {
    await rules.filter('Service').selectOption('ors')
    await rules.filter('Severity').selectOption('warning')
    await rules.search.fill('strategies')
    await expect(rules.table.rows).toHaveCount(1)
    await expect(page).toHaveURL(/service=ors/)
    await expect(page).toHaveURL(/severity=warning/)
    await expect(page).toHaveURL(/text=strategies/)
    await page.reload()
    await expect(rules.table.rows).toHaveCount(1)
    const row = rules.table.rows.first()
    await expect(rules.table.cell(row, 'State')).toContainText('Inactive')
    await expect(rules.table.cell(row, 'Coverage')).toHaveText('Documented')
    await expect(rules.table.cell(row, 'Evaluated').locator('time')).toBeVisible()
    await expect(rules.table.cell(row, 'Took')).toContainText(/[µm]?s/)
    await rules.search.fill('')
    await rules.table.sortBy('Rule')
    await rules.table.expectSorted('Rule', 'ascending')
    const names = await rules.table.column('Rule')
    expect(names.length, 'warnings of ORS').toBeGreaterThan(3)
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
  })

  await test.step('the palette finds a rule by its words', async () => {
    await page.keyboard.press('Control+k')
    await new Shell(page).paletteInput.fill('strategies is critical')
    await new Shell(page).palette.getByText('Number of running strategies is critical').click()
    await expect(page).toHaveURL(/rule=ors-strategies-critical/)
    await expect(rules.details.getByRole('heading', { name: 'Number of running strategies is critical' })).toBeVisible()
  })
})

test('one rule: runbook, value against its limit, expression, decisions', async ({ page }) => {
  const rules = new AlertRulesPage(page)
  await rules.open('?rule=ors-strategies-high')

  await test.step('what to do, step by step', async () => {
    await expect(rules.details.getByRole('heading', { name: 'Number of running strategies is too high' })).toBeVisible()
    await expect(rules.steps).toHaveCount(2)
    await expect(rules.details.getByRole('region', { name: 'Decisions' }).getByRole('listitem')).not.toHaveCount(0)
  })

  await test.step('its value, with the limit across', async () => {
    await expect(rules.chart.locator('path.recharts-line-curve').first()).toBeVisible()
    await expect(rules.chart.locator('.recharts-surface').first()).toContainText('> 400')
    await expect(rules.chart.getByRole('list', { name: 'Lines of this chart' })).toContainText('voice-ors-0')
  })

  await test.step('the expression leads to the explorer with itself', async () => {
    const expression = rules.details.getByRole('region', { name: 'Expression' })
    await expect(expression.locator('code').first()).toContainText('orsnode_strategies{container="voice-ors"}')
    const href = await expression.getByRole('link', { name: 'Open in Explore' }).getAttribute('href')
    expect(new URL(href ?? '', 'http://x').searchParams.get('query')).toContain('orsnode_strategies')
  })

  await test.step('closing leaves the list', async () => {
    await page.keyboard.press('Escape')
    await expect(rules.details).toHaveCount(0)
    await expect(page).toHaveURL(/\/alerts\/rules$/)
  })

  await test.step('an old link to a rule that is gone says so', async () => {
    await rules.open('?rule=no-such-rule')
    await expect(rules.details).toContainText('No such rule')
    await page.getByRole('button', { name: 'See all rules' }).click()
    await expect(rules.table.rows).not.toHaveCount(0)
  })
})

test('a rule begins to fire in place, and leads to its alerts and back', async ({ page, scenario }) => {
  const rules = new AlertRulesPage(page)
  const shell = new Shell(page)
  await rules.open(`?text=${key}`)
  const state = rules.table.cell(rules.table.rows.first(), 'State')
  await expect(state).toContainText('Inactive')
  await shell.markDocument()
  await scenario.break('redis-down', 'ors')
  await expect(state).toContainText('Firing', { timeout: alertTimeoutMs })
  await expect(rules.table.cell(rules.table.rows.first(), 'Alerts')).toContainText('firing')
  await shell.expectSameDocument()

  await rules.table.rows.first().click()
  await rules.details.getByRole('link', { name: /firing/ }).click()
  const alerts = new AlertsPage(page)
  await expect(alerts.row(name, 'voice-ors-0')).toHaveCount(1)
  await alerts.row(name, 'voice-ors-0').click()
  await alerts.details.getByRole('link', { name: 'What to do, and the value against its limit' }).click()
  await expect(page).toHaveURL(new RegExp(`/alerts/rules\\?rule=${key}`))
  await expect(rules.steps).not.toHaveCount(0)
})

test('coverage: what is not loaded, not documented, or changed', async ({ page }) => {
  const rules = new AlertRulesPage(page)
  await rules.open()
  await expect(rules.table.rows).not.toHaveCount(0)
  const own = { alert: 'Own rule', expr: 'vector(1) > 0', labels: { severity: 'info' } }
  const changed = { alert: 'portal down', expr: 'Portal_HTTP_Status != 204', labels: { alert_id: 'portal-down' } }
  await withOtherRules(
    ({ groups }) => ({
      groups: [
        ...groups.filter(({ name: group }) => group !== 'patchboard-ors' && group !== 'patchboard-portal'),
        { name: 'site', rules: [own, changed] },
      ],
    }),
    async () => {
      const missing = shippedAlerts.filter(({ alert }) => alert.id.startsWith('ors-')).length
      await test.step('documented alerts that are not loaded', async () => {
        await expect(page.getByText(`${missing} documented alerts are not loaded`)).toBeVisible()
        await page.getByRole('button', { name: 'Show them' }).click()
        await expect(rules.table.rows).toHaveCount(missing)
        await expect(rules.table.cell(rules.table.rows.first(), 'State')).toContainText('Not loaded')
        await rules.open('?rule=ors-strategies-high')
        await expect(rules.details).toContainText('deploy/prometheus/patchboard.rules.yaml')
        await expect(rules.chart.locator('path.recharts-line-curve').first()).toBeVisible()
      })
      await test.step('rules that no document has', async () => {
        await rules.open('?coverage=undocumented')
        await expect(rules.table.rows).toHaveCount(1)
        await expect(rules.table.cell(rules.table.row('Own rule'), 'State')).toContainText('Firing')
        await rules.table.row('Own rule').click()
        await expect(rules.steps).toHaveCount(0)
        await expect(rules.details).toContainText('The catalogue does not know this rule')
      })
      await test.step('one whose expression is another', async () => {
        await rules.open('?text=portal-down')
        await expect(rules.table.cell(rules.table.rows.first(), 'Coverage')).toHaveText('Changed')
        await rules.table.rows.first().click()
        await expect(rules.details).toContainText('Portal_HTTP_Status != 200')
      })
    },
  )
  await rules.open('?coverage=not-loaded')
  await expect(rules.table.rows).toHaveCount(0)
})

test('Prometheus down: the rules stay, as last known', async ({ page, parts }) => {
  const rules = new AlertRulesPage(page)
  await rules.open()
  await expect(rules.table.rows).not.toHaveCount(0)
  await parts.stop('prometheus')
  await expect(page.getByText('These rules are as last known')).toBeVisible()
  await expect(rules.table.rows).not.toHaveCount(0)
  await parts.start('prometheus')
  await expect(page.getByText('These rules are as last known')).toHaveCount(0)
})
