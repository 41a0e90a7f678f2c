import { expect, test } from './fixtures'
import { AlertsPage } from './pages/alerts'
import { ServicePage } from './pages/service'

type Expected = {
  scenario: string
  target?: string
  option?: string
  alertId: string
  name: string
  service: string
  /** A text that one of its rows must have: where it fires. */
  where: string
}

/** One alert for each scenario. All rest on gauges, so that they end as soon as their cause does. */
const expected: readonly Expected[] = [
  {
    scenario: 'redis-down',
    target: 'ors',
    alertId: 'ors-redis-unavailable-5m',
    name: 'Redis disconnected for 5 minutes',
    service: 'ors',
    where: 'voice-ors-0',
  },
  {
    scenario: 'kafka-lag',
    target: 'agent-state',
    alertId: 'agent-state-kafka-pending',
    name: 'Too many Kafka pending events',
    service: 'agent-state',
    where: 'voice-agent-',
  },
  {
    scenario: 'trunk-out-of-service',
    target: 't2100',
    alertId: 'sip-cluster-trunk-out-of-service',
    name: 'SIP trunk is out of service',
    service: 'sip-cluster',
    where: 't2100',
  },
  {
    scenario: 'portal-down',
    target: 't2118',
    option: '503',
    alertId: 'portal-down',
    name: 'portal down',
    service: 'portal',
    where: 't2118',
  },
  {
    scenario: 'slow-dialplan',
    alertId: 'sip-cluster-dial-plan-queue',
    name: 'Dial Plan Queue Increase',
    service: 'sip-cluster',
    where: 'voice-sip-',
  },
]

/** The longest waits ten minutes, which are half a minute in this stack; then come a probe, a scrape and two refreshes. */
const patient = { timeout: 180_000 }

/** The list with one rule's alerts alone: what else fires is no part of the question. */
const only = ({ alertId }: Expected) => `?text=${encodeURIComponent(`alert_id=${alertId}`)}`

test('five scenarios: each fires its alert through to the pages, and only while it lasts', async ({
  page,
  scenario,
}) => {
  test.setTimeout(900_000)
  const alerts = new AlertsPage(page)
  const service = new ServicePage(page)

  for (const one of expected) {
    await test.step(`before ${one.scenario}, ${one.alertId} does not fire`, async () => {
      await alerts.open(only(one))
      await expect(page.getByRole('region', { name: 'Alerts', exact: true })).toBeVisible()
      await expect(alerts.row(one.name, one.where)).toHaveCount(0, patient)
    })
  }

  for (const one of expected) await scenario.break(one.scenario, one.target, one.option)

  for (const one of expected) {
    await test.step(`${one.scenario} fires ${one.alertId}, and Alertmanager has it`, async () => {
      await alerts.open(only(one))
      const row = alerts.row(one.name, one.where).first()
      await expect(alerts.table.cell(row, 'State')).toContainText('Firing', patient)
      await expect(alerts.table.cell(row, 'Alertmanager')).toHaveText('Notifying', patient)
      await expect(alerts.table.cell(row, 'Service')).toHaveText(one.service)
    })
    await test.step(`the page of ${one.service} names it as a reason`, async () => {
      await service.open(one.service)
      await expect(service.reasons.filter({ hasText: `Alert ${one.name}` })).not.toHaveCount(0)
    })
  }

  for (const [index, one] of expected.entries()) {
    await scenario.heal(one.scenario, one.target)
    await test.step(`${one.alertId} is over when ${one.scenario} is`, async () => {
      await alerts.open(only(one))
      await expect(page.getByRole('region', { name: 'Alerts', exact: true })).toBeVisible()
      await expect(alerts.row(one.name, one.where)).toHaveCount(0, patient)
      await service.open(one.service)
      await expect(service.status).toBeVisible()
      await expect(service.reasons.filter({ hasText: `Alert ${one.name}` })).toHaveCount(0, patient)
    })
    const next = expected[index + 1]
    if (!next) continue
    await test.step(`${next.alertId} fires on: its own cause lasts`, async () => {
      await alerts.open(only(next))
      await expect(alerts.table.cell(alerts.row(next.name, next.where).first(), 'State')).toContainText('Firing')
    })
  }
})
