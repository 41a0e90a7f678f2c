import type { Page } from '@playwright/test'
import type { SourceName } from '@/lib/sources/schema'
import { expect, test } from './fixtures'
import { Shell } from './pages/shell'
import { SourcesPage } from './pages/sources'
import type { Scenarios } from './stack'

/** Each fault as the fault proxy is told it, and as the page words it. The order is the one in which they follow on each other. */
const faults = [
  ['http-500', 'Error answer 500'],
  ['html', 'Unreadable answer'],
  ['half-json', 'Unreadable answer'],
  ['forbidden', 'Error answer 403'],
  ['unauthorized', 'Error answer 401'],
  ['timeout', 'Timeout'],
  ['slow', 'Timeout'],
  ['refused', 'Not reached'],
] as const

/**
 * The first source goes through them all. What each client makes of each fault its own tests say, so the others need only show that
 * theirs reaches the page: stopped, silent, and one wrong answer.
 */
const faultsOf = {
  prometheus: faults,
  alertmanager: faults.filter(([mode]) => mode === 'html' || mode === 'timeout'),
  kubernetes: faults.filter(([mode]) => mode === 'forbidden' || mode === 'timeout'),
  pushgateway: faults.filter(([mode]) => mode === 'http-500' || mode === 'timeout'),
} as const

/** One refresh every second in this stack, and a source's own timeout of three: what takes longer does not go on by itself. */
const promptMs = 10_000

const all: readonly SourceName[] = ['prometheus', 'alertmanager', 'pushgateway', 'kubernetes', 'postgresql']

type Dependent = {
  source: keyof typeof faultsOf
  /** A page that lives on it. */
  path: string
  /** What must stay on that page, marked stale. */
  keeps: (page: Page) => Promise<void>
}

const dependents: readonly Dependent[] = [
  {
    source: 'prometheus',
    path: '/services',
    keeps: (page) =>
      expect(page.getByRole('region', { name: 'Services', exact: true }).locator('tbody tr')).toHaveCount(14),
  },
  {
    source: 'alertmanager',
    path: '/alerts',
    keeps: (page) => expect(page.getByRole('region', { name: 'Alerts', exact: true })).toBeVisible(),
  },
  {
    source: 'kubernetes',
    path: '/services',
    keeps: (page) =>
      expect(page.getByRole('region', { name: 'Services', exact: true }).locator('tbody tr')).toHaveCount(14),
  },
]

const labels: Readonly<Record<SourceName, string>> = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  pushgateway: 'Pushgateway',
  kubernetes: 'Kubernetes',
  postgresql: 'PostgreSQL',
}

/** The page says which source is down, how and since when, and that all others answer. */
async function expectOnlyDown(sources: SourcesPage, name: SourceName, kind: string, brokenAtMs: number) {
  const row = sources.row(name)
  await expect(row.getByRole('heading')).toContainText('Down', { timeout: promptMs })
  await expect(row).toContainText(kind, { timeout: promptMs })
  const since = row.locator('div', { hasText: /^Like this since/ }).locator('time')
  const sinceMs = Date.parse((await since.getAttribute('datetime')) ?? '')
  expect(sinceMs - brokenAtMs, `${name} down since, against when it was broken`).toBeGreaterThan(-2_000)
  expect(sinceMs - brokenAtMs, `${name} down since, against when it was broken`).toBeLessThan(promptMs)
  for (const other of all.filter((candidate) => candidate !== name)) await sources.expectAnswers(other)
  await expect(sources.summary).toContainText('4 of 5 sources answer')
}

async function expectAllAnswer(sources: SourcesPage): Promise<void> {
  await expect(sources.summary).toContainText('All 5 sources answer', { timeout: promptMs })
}

async function breakSource(scenario: Scenarios, source: SourceName, mode: string): Promise<number> {
  const atMs = Date.now()
  await scenario.break('source-down', source, mode)
  return atMs
}

for (const { source, path, keeps } of dependents) {
  test(`${source} down: named with its kind, what it said stays and is marked, and it recovers`, async ({
    page,
    context,
    scenario,
  }) => {
    const sources = new SourcesPage(page)
    const dependent = await context.newPage()
    await dependent.goto(path)
    await sources.open()
    for (const tab of [page, dependent]) await new Shell(tab).markDocument()
    await expectAllAnswer(sources)
    const banner = dependent.getByText(new RegExp(`${labels[source]} default: stale`)).first()

    await test.step('stopped', async () => {
      const brokenAtMs = await breakSource(scenario, source, 'stop')
      await expectOnlyDown(sources, source, 'Not reached', brokenAtMs)
      await expect(banner).toBeVisible({ timeout: promptMs })
      await keeps(dependent)
      await scenario.heal('source-down', source)
      await expectAllAnswer(sources)
      await expect(banner).toHaveCount(0, { timeout: promptMs })
    })

    for (const [mode, kind] of faultsOf[source]) {
      await test.step(mode, async () => {
        const brokenAtMs = await breakSource(scenario, source, mode)
        await expectOnlyDown(sources, source, kind, brokenAtMs)
        await expect(banner).toBeVisible({ timeout: promptMs })
        await keeps(dependent)
        await scenario.heal('source-down', source)
        await expectAllAnswer(sources)
        await expect(banner).toHaveCount(0, { timeout: promptMs })
      })
    }
    for (const tab of [page, dependent]) await new Shell(tab).expectSameDocument()
  })
}

test('pushgateway down: named with its kind, and it recovers', async ({ page, scenario }) => {
  const sources = new SourcesPage(page)
  await sources.open()
  await expectAllAnswer(sources)
  for (const [mode, kind] of [['stop', 'Not reached'], ...faultsOf.pushgateway] as const) {
    await test.step(mode, async () => {
      const brokenAtMs = await breakSource(scenario, 'pushgateway', mode)
      await expectOnlyDown(sources, 'pushgateway', kind, brokenAtMs)
      await scenario.heal('source-down', 'pushgateway')
      await expectAllAnswer(sources)
    })
  }
})

for (const [source, needed] of [
  ['prometheus', '2.42'],
  ['alertmanager', '0.25'],
  ['pushgateway', '1.5'],
  ['kubernetes', '1.23'],
] as const) {
  test(`${source} of a version that is too old: said, and what it answers still counts`, async ({ page, scenario }) => {
    const sources = new SourcesPage(page)
    await sources.open()
    await expectAllAnswer(sources)
    await scenario.break('source-down', source, 'wrong-version')
    await expect(sources.row(source)).toContainText('0.0.1', { timeout: promptMs })
    await expect(sources.row(source)).toContainText(`needs ${needed}`)
    await expectAllAnswer(sources)
    await scenario.heal('source-down', source)
    await expect(sources.row(source)).not.toContainText('needs', { timeout: promptMs })
  })
}

test('a console that starts while its sources hang shows its first page at once, and fills it when they speak', async ({
  page,
  parts,
  scenario,
  consoleGuard,
}) => {
  consoleGuard.allow(/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/, 'restart')
  await parts.stop('console')
  for (const source of ['prometheus', 'alertmanager']) await scenario.break('source-down', source, 'timeout')
  await parts.start('console')

  // What is served while the question is still open; once its time is up, the page says so in other words.
  const served = await page.request.get('/services')
  expect(await served.text()).toMatch(/Prometheus default: no answer yet, asked/)
  await page.goto('/services')
  await expect(page.getByRole('region', { name: 'Services', exact: true }).locator('tbody tr')).toHaveCount(14)
  await expect(page.getByText(/Prometheus default:/).first()).toBeVisible()

  await scenario.heal('source-down')
  await expect(page.getByText(/Prometheus default:/)).toHaveCount(0, { timeout: 20_000 })
})
