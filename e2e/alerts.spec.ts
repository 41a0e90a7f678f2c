import { expect, test } from './fixtures'
import { AlertsPage } from './pages/alerts'
import { Shell } from './pages/shell'
import { createSilence, endSilence } from './stack'

const name = 'Redis disconnected for 5 minutes'
const pod = 'voice-ors-0'

/** Five minutes of waiting in the rule are a quarter of a minute in this stack. */
const alertTimeoutMs = 150_000

test('alerts: from pending to firing, filtered, linked, silenced, over', async ({ page, context, scenario }) => {
  const alerts = new AlertsPage(page)
  const row = alerts.row(name, pod)
  const state = alerts.table.cell(row, 'State')
  const notification = alerts.table.cell(row, 'Alertmanager')
  await alerts.open()
  await new Shell(page).markDocument()
  await expect(row).toHaveCount(0)
  await scenario.break('redis-down', 'ors')

  await test.step('it is pending first, then fires and notifies', async () => {
    await expect(state).toContainText('Pending', { timeout: alertTimeoutMs })
    await expect(notification).toHaveText('Not yet sent')
    await expect(state).toContainText('Firing', { timeout: alertTimeoutMs })
    await expect(notification).toHaveText('Notifying', { timeout: alertTimeoutMs })
    await expect(alerts.table.cell(row, 'Service')).toHaveText('ors')
    await expect(row.locator('time')).toBeVisible()
  })

  await test.step('filters narrow the list, stand in the address and survive a reload', async () => {
    await alerts.filter('Service').selectOption('ors')
    await alerts.filter('Severity').selectOption('warning')
    await alerts.filter('State').selectOption('firing')
    await alerts.search.fill(pod)
    await expect(page).toHaveURL(/severity=warning/)
    await expect(page).toHaveURL(/service=ors/)
    await expect(page).toHaveURL(/state=firing/)
    await expect(page).toHaveURL(new RegExp(`text=${pod}`))
    await expect(row).toHaveCount(1)
    await page.reload()
    await expect(row).toHaveCount(1)
    await alerts.filter('Severity').selectOption('info')
    await expect(page.getByText('No alert matches these filters')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await expect(row).toHaveCount(1)
    await expect(page).toHaveURL(/\/alerts$/)
  })

  await test.step('one alert has an address of its own, which somebody else can open', async () => {
    await row.click()
    await expect(page).toHaveURL(/alert=/)
    await expect(alerts.details).toContainText(name)
    const other = await context.newPage()
    await other.goto(page.url())
    const details = new AlertsPage(other).details
    await expect(details.getByRole('heading', { name })).toBeVisible()
    await expect(details).toContainText(`pod=${pod}`)
    await expect(details).toContainText('orsnode_redis_state')
    await expect(details).toContainText('Notifies')
    await other.close()
    await page.keyboard.press('Escape')
    await expect(alerts.details).toHaveCount(0)
    await expect(page).toHaveURL(/\/alerts$/)
  })

  await test.step('a silence of Alertmanager is seen, and its end too', async () => {
    const id = await createSilence({ alertname: name, pod })
    try {
      await expect(notification).toHaveText('Silenced')
      await expect(page.getByRole('main').locator('header').first()).toContainText('held back')
      await expect(alerts.table.cell(alerts.row(name, 'voice-ors-1'), 'Alertmanager')).toHaveText('Notifying')
    } finally {
      await endSilence(id)
    }
    await expect(notification).toHaveText('Notifying')
  })

  await scenario.heal()

  await test.step('it is over when the cause is', async () => {
    await expect(row).toHaveCount(0, { timeout: alertTimeoutMs })
  })
})
