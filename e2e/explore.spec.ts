import { expect, test } from './fixtures'
import { ExplorePage } from './pages/explore'
import { ServicePage } from './pages/service'
import { Shell } from './pages/shell'
import { countSeries } from './stack'

const portal = 'max by (instance) (Portal_HTTP_Status)'

test('browsing: found by a word of its description, one click to its chart, and back', async ({ page }) => {
  const explore = new ExplorePage(page)
  // A Prometheus that has just started knows no names yet, and the page reads them once.
  await expect.poll(() => countSeries('process_start_time_seconds'), { timeout: 120_000 }).toBeGreaterThan(0)
  await explore.open()
  await new Shell(page).expectTitle('Explore')

  await test.step('documented metrics come first, under their services', async () => {
    await expect(explore.metrics.first()).toHaveAttribute('data-metric', /^agent-state\//)
    await expect(explore.side.getByText(/^\d+ metrics$/)).toBeVisible()
  })

  await test.step('a search finds by name and description, and says how many', async () => {
    await explore.search.fill('calls in progress sip')
    await expect(explore.side.getByText(/^\d+ of \d+ metrics$/)).toBeVisible()
    await explore.search.fill('sips_calls_created')
    await expect(explore.metrics.first()).toHaveAttribute('data-metric', 'sip-cluster/sips_calls_created')
  })

  await test.step('a click shows a chart of its rate, with unit, region and time', async () => {
    await explore.metrics.first().click()
    await explore.expectAnswerTo('sum by (pod) (rate(sips_calls_created[5m]))')
    await explore.expectDrawn()
    await expect(explore.answer).toContainText('per-second')
    await expect(explore.facts).toContainText(/Data as of \d\d:\d\d:\d\d from default/)
    await expect(page).toHaveURL(/query=sum/)
  })

  await test.step('what Prometheus has beside the documents is there, too', async () => {
    await explore.search.fill('process_start_time_seconds')
    await expect(explore.side.getByRole('heading', { name: /^Not documented/ })).toBeVisible()
    await explore.metrics.first().click()
    await explore.expectAnswerTo('process_start_time_seconds')
  })

  await test.step('back and forward walk the questions', async () => {
    await page.goBack()
    await explore.expectAnswerTo('sum by (pod) (rate(sips_calls_created[5m]))')
    await expect(explore.editor).toHaveText('sum by (pod) (rate(sips_calls_created[5m]))')
    await page.goForward()
    await explore.expectAnswerTo('process_start_time_seconds')
  })
})

test('portals: every tenant’s status in one click, as the tenant that fails shows', async ({ page, scenario }) => {
  const explore = new ExplorePage(page)
  await scenario.break('portal-down', 't2118', '503')
  await explore.open()
  await explore.side.getByRole('button', { name: 'Portal status by tenant' }).click()
  await explore.expectAnswerTo(portal)
  // Journeys before this one may have added portals of their own, and taken them away: within the chart's hour they count, unless they
  // came and went between two of its points.
  await expect(async () => {
    const now = await countSeries('max by (instance) (Portal_HTTP_Status)')
    const everSeen = await countSeries('max by (instance) (last_over_time(Portal_HTTP_Status[1h]))')
    const drawn = await explore.legend.count()
    expect(drawn).toBeGreaterThanOrEqual(now)
    expect(drawn).toBeLessThanOrEqual(everSeen)
    expect(now).toBeGreaterThan(10)
  }).toPass({ timeout: 40_000 })
  await explore.expectDrawn()

  await explore.side.getByRole('button', { name: 'Portals that do not answer 200' }).click()
  await explore.expectAnswerTo('Portal_HTTP_Status != 200')
  await expect(page).toHaveURL(/mode=instant/)
  await expect(async () => {
    await explore.run.click()
    await expect(explore.table.rows.filter({ hasText: 't2118' })).toContainText('503', { timeout: 2000 })
  }).toPass({ timeout: 120_000 })
})

test('writing: completed, run by Enter, shown as graph and table, kept in the address', async ({ page }) => {
  const explore = new ExplorePage(page)
  const { keyboard } = page
  await explore.open()

  await test.step('names of metrics, functions and label values complete', async () => {
    await explore.editor.click()
    await keyboard.type('sips_calls_cr')
    await expect(explore.completions.getByRole('option', { name: /sips_calls_created/ })).toBeVisible()
    await keyboard.press('Tab')
    await expect(explore.editor).toHaveText('sips_calls_created')
    await keyboard.type('{pod="voice-sip')
    await expect(explore.completions.getByRole('option').first()).toContainText('voice-sip-')
    await keyboard.press('Escape')
    await expect(explore.completions).toHaveCount(0)
  })

  await test.step('Escape and Tab lead out of the editor', async () => {
    await keyboard.press('Tab')
    await expect(explore.run).toBeFocused()
  })

  await test.step('Shift-Enter breaks the line, Enter runs', async () => {
    await explore.write('sum by (pod) (sips_calls)')
    await expect(page.getByText('edited, not run')).toHaveCount(0)
    await keyboard.press('Shift+Enter')
    await expect(page.locator('.cm-line')).toHaveCount(2)
    await keyboard.press('Enter')
    await explore.expectAnswerTo('sum by (pod) (sips_calls)\n')
    await explore.expectDrawn()
  })

  await test.step('the same as a table, and after a reload', async () => {
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await expect(explore.table.rows.filter({ hasText: 'voice-sip-0' })).toBeVisible()
    await page.reload()
    await expect(explore.table.rows.filter({ hasText: 'voice-sip-0' })).toBeVisible()
    await expect(page).toHaveURL(/view=table/)
  })

  await test.step('at one instant, with what is no number said as it is', async () => {
    await explore.write('up * NaN')
    await page.getByRole('button', { name: 'Instant', exact: true }).click()
    await explore.editor.click()
    await keyboard.press('Enter')
    await explore.expectAnswerTo('up * NaN')
    await expect(explore.table.rows.first()).toContainText('not a number')
    await expect(explore.facts).toContainText('evaluated at')
  })
})

test('a mistake is shown where it is, in the editor and below', async ({ page }) => {
  const explore = new ExplorePage(page)
  await explore.open()
  await explore.write('sum(rate(up))')
  await page.keyboard.press('Enter')
  const notice = explore.answer.getByRole('status')
  await expect(notice).toContainText('Line 1, column 10')
  await expect(notice).toContainText('expected type range vector')
  await expect(page.locator('.cm-lintRange-error')).not.toHaveCount(0)
  await expect(page.locator('.cm-lintRange-error').first()).toHaveText('up')

  await explore.write('sum(rate(up[5m]))')
  await page.keyboard.press('Enter')
  await explore.expectAnswerTo('sum(rate(up[5m]))')
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0)
})

test('the guard asks before much is read, never runs too much, and shows the largest of many', async ({ page }) => {
  const explore = new ExplorePage(page)
  await explore.open()

  await test.step('too much is refused, with numbers and without a way round', async () => {
    await explore.write('max_over_time(sum(up)[30d:1s])')
    await page.keyboard.press('Enter')
    await expect(explore.answer).toContainText('Not run: it reads too much')
    await expect(explore.answer).toContainText(/\d series and about [\d,]+ samples/)
    await expect(page.getByRole('button', { name: 'Run anyway' })).toHaveCount(0)
  })

  await test.step('much is asked about, and run on a second click', async () => {
    await explore.write('sum_over_time(up[5d])')
    await page.keyboard.press('Enter')
    await expect(explore.answer).toContainText('Not run yet: it reads a lot')
    await expect(explore.answer.getByRole('list', { name: 'What it reads' })).toContainText('up')
    await page.getByRole('button', { name: 'Run anyway' }).click()
    await explore.expectAnswerTo('sum_over_time(up[5d])')
  })

  await test.step('of many lines the largest are drawn, and how many there are is said', async () => {
    await explore.write('{__name__=~"sips_.+"}')
    await page.keyboard.press('Enter')
    await explore.expectAnswerTo('{__name__=~"sips_.+"}')
    await expect(explore.answer).toContainText(/largest 50 of \d+/)
    await expect(explore.legend).toHaveCount(50)
  })
})

test('history: what one ran, starred, run again, deleted; nobody else’s', async ({ page, openAs }) => {
  const explore = new ExplorePage(page)
  const mark = `vector(${Date.now()})`
  await explore.open(`?${new URLSearchParams({ query: mark, mode: 'instant' })}`)
  await explore.expectAnswerTo(mark)
  await explore.side.getByRole('button', { name: 'History' }).click()
  const entry = explore.history.filter({ hasText: mark })
  await expect(entry).toHaveCount(1)

  await test.step('a star keeps it, also when the rest is cleared', async () => {
    await entry.getByRole('button', { name: 'Star this query' }).click()
    await expect(entry.getByRole('button', { name: 'Unstar this query' })).toBeVisible()
    await explore.write('vector(1)')
    await page.keyboard.press('Enter')
    await explore.expectAnswerTo('vector(1)')
    await expect(explore.history.filter({ hasText: /^vector\(1\)/ })).toHaveCount(1)
    await explore.side.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Clear the history' }).click()
    await expect(explore.history).toHaveCount(1)
  })

  await test.step('a click runs it again', async () => {
    await entry.getByRole('button').first().click()
    await explore.expectAnswerTo(mark)
    await expect(page).toHaveURL(/mode=instant/)
  })

  await test.step('another person has their own', async () => {
    const other = new ExplorePage(await openAs('operator'))
    await other.open()
    await other.side.getByRole('button', { name: 'History' }).click()
    await expect(other.side.getByText('The last 100')).toBeVisible()
    await expect(other.history.filter({ hasText: mark })).toHaveCount(0)
  })

  await test.step('deleted is gone', async () => {
    await entry.getByRole('button', { name: 'Delete from the history' }).click()
    await expect(entry).toHaveCount(0)
  })
})

test('a chart’s PromQL opens here', async ({ page }) => {
  const service = new ServicePage(page)
  const explore = new ExplorePage(page)
  await service.open('ors')
  await service.charts.first().getByRole('button', { name: 'Show the PromQL' }).click()
  await page.getByRole('link', { name: 'Open in Explore' }).first().click()
  await new Shell(page).expectTitle('Explore')
  await explore.expectDrawn()
})

test('Prometheus down: documented metrics stay, their presence unknown or as last known; it mends by itself', async ({
  page,
  scenario,
  consoleGuard,
}) => {
  consoleGuard.allow(/status of 502/, 'the browser itself prints every 502, and Prometheus is down on purpose')
  const explore = new ExplorePage(page)
  await scenario.break('source-down', 'prometheus', 'http-500')
  await explore.open(`?${new URLSearchParams({ query: portal })}`)
  await expect(explore.answer.getByRole('alert')).toContainText('Prometheus of region default')
  await expect(explore.metrics.first()).toBeVisible()
  // What Prometheus said of its metrics is kept for half a minute.
  await expect(explore.side.getByRole('status').first()).toContainText(/Prometheus/, { timeout: 70_000 })
  await scenario.heal()
  await explore.expectAnswerTo(portal)
  await explore.expectDrawn()
})

test('cancelled: the page says so, and the console has let go of Prometheus', async ({ page, request, scenario }) => {
  const explore = new ExplorePage(page)
  const cancelled = async () => {
    const text = await (await request.get('/metrics')).text()
    const lines = text.split('\n').filter((line) => /operation="query(-range)?",outcome="cancelled"/.test(line))
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  await explore.open()
  const before = await cancelled()
  await scenario.break('source-down', 'prometheus', 'slow')
  await explore.write('sum(up)')
  // The count gives up by itself after three seconds; a press that comes later finds no button, and runs it anew.
  await expect(async () => {
    await explore.run.click({ timeout: 4000 })
    await explore.cancel.click({ timeout: 2500 })
    await expect(explore.answer).toContainText('Cancelled', { timeout: 1000 })
  }).toPass({ timeout: 120_000 })
  await expect.poll(cancelled).toBeGreaterThan(before)
})
