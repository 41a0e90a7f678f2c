import { expect, test } from './fixtures'
import { ServicePage } from './pages/service'
import { ServicesPage } from './pages/services'
import { Shell } from './pages/shell'
import { readPods } from './stack'

const orsPods = 'servicename=voice-ors'

test('services: worst first, filtered in the address, a row opens the service', async ({ page, scenario }) => {
  const services = new ServicesPage(page)
  await scenario.break('pod-pending', 'rq')
  await services.open()
  await new Shell(page).expectTitle('Services')
  await expect(services.table.rows).toHaveCount(14)
  await expect(services.statusOf('Voice RQ Service')).not.toContainText('OK')

  await services.search.fill('rq')
  await expect(page).toHaveURL(/text=rq/)
  await expect(services.table.rows).toHaveCount(1)
  await page.reload()
  await expect(services.search).toHaveValue('rq')
  await expect(services.table.count).toContainText('Showing 1 of 14 services')

  await services.row('Voice RQ Service').click()
  await new Shell(page).expectTitle('Voice RQ Service')
})

test('a service shows its pods as Kubernetes has them, their gauges, and why', async ({ page, scenario }) => {
  const service = new ServicePage(page)
  const pods = await readPods(orsPods)
  expect(pods.length, 'pods of ORS in the cluster').toBeGreaterThan(0)

  await test.step('the same pods, readiness, restarts and nodes as the Kubernetes API', async () => {
    await service.open('ors')
    await expect(service.podRows).toHaveCount(pods.length)
    const table = service.podTable('Orchestration Service')
    for (const pod of pods) {
      const row = table.row(pod.metadata.name)
      const { containerStatuses } = pod.status
      const ready = containerStatuses.filter((status) => status.ready).length
      const restarts = containerStatuses.reduce((sum, status) => sum + status.restartCount, 0)
      await expect(table.cell(row, 'Ready')).toHaveText(`${ready}/${containerStatuses.length}`)
      await expect(table.cell(row, 'Restarts')).toHaveText(String(restarts))
      await expect(table.cell(row, 'Node')).toHaveText(pod.spec.nodeName ?? '—')
    }
  })

  await test.step('healthy: each gauge of each pod is ok', async () => {
    const gauges = service.pods.locator('tbody [data-status]')
    await expect(gauges.first()).toHaveAttribute('data-status', 'ok')
    await expect(service.status).toHaveAttribute('data-status', 'ok')
  })

  await scenario.break('redis-down', 'ors')

  await test.step('broken: the dependency fails in the matrix, and the reason names whose word it is', async () => {
    const table = service.podTable('Orchestration Service')
    const redis = table.cell(table.row(pods[0]?.metadata.name ?? ''), 'Redis').first()
    await expect(redis.locator('[data-status]')).toHaveAttribute('data-status', 'failing')
    await expect(service.status).toHaveAttribute('data-status', 'failing')
    const reason = service.reasons.filter({ hasText: 'Redis' }).first()
    await expect(reason).toContainText('Prometheus')
    await expect(reason.locator('time')).toBeVisible()
    await expect(service.reasons.filter({ hasText: 'Kubernetes' }).first()).toContainText(/ready/)
  })
})

test('charts: drawn, zoomed by dragging into an absolute range, as a table', async ({ page }) => {
  const service = new ServicePage(page)
  await service.open('ors')
  const traffic = service.charts.first()
  const line = traffic.locator('path.recharts-line-curve').first()

  await test.step('lines are drawn', async () => {
    await expect(line).toBeVisible()
    expect((await line.getAttribute('d'))?.length ?? 0, 'points of the line').toBeGreaterThan(50)
    await expect(traffic.getByRole('list', { name: 'Lines of this chart' }).getByRole('button')).not.toHaveCount(0)
  })

  await test.step('hovering tells the exact value', async () => {
    await traffic.scrollIntoViewIfNeeded()
    const tooltip = traffic.locator('.recharts-tooltip-wrapper')
    // A refresh redraws the chart, and a pointer that rests then tells it nothing.
    await expect(async () => {
      const box = await service.plot(traffic).boundingBox()
      if (!box) throw new Error('the chart has no box')
      await page.mouse.move(box.x + box.width * 0.69, box.y + box.height * 0.5)
      await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.5)
      await expect(tooltip).toContainText('voice-ors-0', { timeout: 1000 })
    }).toPass({ timeout: 40_000 })
  })

  await test.step('a drag becomes an absolute range in the address, and survives a reload', async () => {
    const box = await service.plot(traffic).boundingBox()
    if (!box) throw new Error('the chart has no box')
    const y = box.y + box.height * 0.5
    await page.mouse.move(box.x + box.width * 0.4, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.55, y, { steps: 4 })
    await page.mouse.move(box.x + box.width * 0.7, y, { steps: 4 })
    await page.mouse.up()
    await expect(page).toHaveURL(/from=\d{10}.*to=\d{10}|to=\d{10}.*from=\d{10}/)
    const { searchParams } = new URL(page.url())
    const span = Number(searchParams.get('to')) - Number(searchParams.get('from'))
    expect(span, 'about a third of an hour').toBeGreaterThan(600)
    expect(span, 'about a third of an hour').toBeLessThan(1_800)
    await page.reload()
    await expect(page.getByRole('button', { name: /^Time range: .+ to .+/ })).toBeVisible()
    await expect(line).toBeVisible()
  })

  await test.step('the same figures as a table', async () => {
    await traffic.getByRole('button', { name: 'Show as a table' }).click()
    const table = traffic.getByRole('table')
    await expect(table.getByRole('columnheader', { name: 'voice-ors-0' })).toBeVisible()
    await expect(table.getByRole('row')).not.toHaveCount(1)
  })

  await test.step('back to following the clock', async () => {
    await page.getByRole('button', { name: 'Follow now' }).click()
    await expect(page).not.toHaveURL(/from=/)
  })
})

test('in trouble: which connection is cut, what fires, and what to do about it', async ({ page, scenario }) => {
  // The alert must fire first.
  const service = new ServicePage(page)
  await scenario.break('redis-down', 'ors')

  await test.step('the connection is broken, and the gauge that says so is named', async () => {
    await service.open('ors')
    await new Shell(page).expectLive()
    await service.tab('Connections').click()
    await expect(page).toHaveURL(/tab=connections/)
    const table = service.connectionTable('Orchestration Service')
    const redis = table.row('Redis').first()
    await expect(table.cell(redis, 'State').locator('[data-status]')).toHaveAttribute('data-status', 'failing', {
      timeout: 120_000,
    })
    await expect(table.cell(redis, 'Says who')).toContainText('orsnode_redis_state')
    await expect(table.row('Designer Application Server')).toContainText('Not measured')
  })

  await test.step('its alert fires, and comes first', async () => {
    await service.tab('Alerts').click()
    const alert = service.alert('ors-redis-unavailable-5m')
    await expect(alert).toContainText('Firing', { timeout: 200_000 })
    const states = await service.alerts.locator('summary [data-status]').allInnerTexts()
    const firing = states.filter((state) => state.startsWith('Firing')).length
    expect(states.slice(0, firing).every((state) => state.startsWith('Firing'))).toBe(true)
  })

  await test.step('a link opens its runbook, to be ticked off', async () => {
    await service.open('ors', '?tab=alerts&alert=ors-redis-unavailable-5m')
    const alert = service.alert('ors-redis-unavailable-5m')
    const runbook = alert.getByRole('list', { name: /^Runbook of/ })
    const step = runbook.getByRole('checkbox').first()
    await step.check()
    await expect(step).toBeChecked()
    await expect(alert).toContainText('orsnode_redis_state')
    await expect(alert.getByRole('link', { name: 'See the rule' })).toHaveAttribute(
      'href',
      '/alerts/rules?rule=ors-redis-unavailable-5m&in=default',
    )
  })

  await test.step('what was ticked off outlives a Prometheus that stumbles', async () => {
    const step = service.alert('ors-redis-unavailable-5m').getByRole('checkbox').first()
    await scenario.break('source-down', 'prometheus')
    await expect(page.getByText('These details are as last known')).toBeVisible()
    await expect(step).toBeChecked()
    await scenario.heal('source-down', 'prometheus')
    await expect(page.getByText('These details are as last known')).toBeHidden()
    await expect(step).toBeChecked()
  })

  await test.step('the reason of the status leads there, too', async () => {
    await service.tab('Status').click()
    const reason = service.reasons.filter({ hasText: 'Alert Redis' }).first()
    // What fired above may have been a fault of the journey before, which was about to resolve; this one's has its time to wait.
    await expect(reason.getByRole('link')).toHaveAttribute('href', /\/services\/ors\?tab=alerts&alert=ors-redis/, {
      timeout: 200_000,
    })
  })
})

test('metrics: every documented one with its figure, and those that are missing', async ({ page }) => {
  const service = new ServicePage(page)

  await test.step('absent until its first event is neither 0 nor a fault', async () => {
    await service.open('callback', '?tab=metrics')
    await new Shell(page).expectLive()
    const table = service.metricTable('Callback')
    await expect(table.rows).toHaveCount(2)
    const missing = table.row('RBAC_CREATE_VQ_PROXY_ERROR')
    await expect(table.cell(missing, 'Now')).toContainText('No event yet')
    // The journey before may have broken it: a scrape, a refresh and a question pass until its end is seen here.
    await expect(table.cell(table.row('ORS_REDIS_STATUS'), 'Now')).toContainText('up', { timeout: 120_000 })
    await page.getByRole('checkbox', { name: /^Missing only/ }).check()
    await expect(table.rows).toHaveCount(1)
    await expect(page).toHaveURL(/missing=true/)
  })

  await test.step('all seventy of ORS, found by words, each with a way to ask more', async () => {
    await service.open('ors', '?tab=metrics')
    const table = service.metricTable('Orchestration Service')
    await expect(table.count).toContainText('70 metrics')
    await page.getByRole('searchbox', { name: 'Search metrics' }).fill('orsnode_routing_latency')
    await expect(table.rows).toHaveCount(1)
    await expect(table.cell(table.rows.first(), 'Now')).toContainText(/p95 .*ms|p95 .*s/)
    const explore = table.rows.first().getByRole('link', { name: /^Explore/ })
    expect(decodeURIComponent((await explore.getAttribute('href')) ?? '')).toContain(
      'orsnode_routing_latency_msec_bucket',
    )
  })

  await test.step('a figure whose type is in doubt says so', async () => {
    await service.open('call-state', '?tab=metrics')
    await page.getByRole('button', { name: 'About callthread_call_threads' }).click()
    const about = page.getByRole('dialog', { name: 'About callthread_call_threads' })
    await expect(about).toContainText('A counter in the guide, shown as a present number')
    await expect(about.getByRole('button', { name: 'Copy the PromQL' })).toBeVisible()
  })
})

test('charts stand in groups; any documented metric can be added, and stays in the address', async ({ page }) => {
  const service = new ServicePage(page)
  await service.open('ors')
  await new Shell(page).expectLive()
  for (const group of ['Traffic', 'Latency', 'Errors', 'Saturation', 'Pods and health']) {
    await expect(page.getByRole('heading', { name: group, level: 3, exact: true })).toBeVisible()
  }
  const choice = await service.chooseCharts('Saturation')
  await choice.getByRole('checkbox', { name: /orsnode_stuck_interactions/ }).check()
  await page.keyboard.press('Escape')
  const added = service.chart('orsnode_stuck_interactions')
  await added.scrollIntoViewIfNeeded()
  // A line that lies flat on zero has no height, and counts as hidden.
  await expect(added.locator('path.recharts-line-curve')).not.toHaveCount(0)
  await expect(page).toHaveURL(/saturation=cpu,memory,orsnode_stuck_interactions/)
  await page.reload()
  await expect(added).toBeVisible()
  // A chart asks only once it is near the screen.
  await added.scrollIntoViewIfNeeded()

  await added.getByRole('button', { name: 'Show the PromQL' }).click()
  const promql = page.getByRole('dialog', { name: 'PromQL of this chart' })
  await expect(promql.locator('code').first()).toContainText('sum by (pod) (orsnode_stuck_interactions{')
  await expect(promql.getByRole('link', { name: 'Explore' }).first()).toHaveAttribute('href', /^\/explore\?query=/)
})
