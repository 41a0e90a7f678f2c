import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertsFeed } from '@/lib/alerts/server/feed'
import { closeDatabase, db } from '@/lib/db/instance'
import { servicesFeed } from '@/lib/services/server/feed'
import { sourcesFeed } from '@/lib/sources/server/feed'
import { tenantsFeed } from '@/lib/tenants/server/feed'
import { type AlertmanagerServer, startAlertmanager } from '@/lib/testing/alertmanager-server'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'

// One console, two regions, each with a Prometheus and an Alertmanager of its own: what one says never passes for the other's.

type RegionId = 'west' | 'east'
type Servers = { prometheus: PrometheusServer; alertmanager: AlertmanagerServer }

const nowSeconds = Math.floor(Date.now() / 1000)

/** A quarter of an hour up to ten minutes from now: one agent pod, whose Redis is there or not, and one tenant with this code. */
function samples(tenant: string, code: number, redisState: number): string {
  const lines: string[] = []
  for (let at = nowSeconds - 900; at < nowSeconds + 600; at += 15) {
    const labels = '{namespace="voice",pod="voice-agent-59fd95d95c-fxwlc"}'
    lines.push(`agent_health_level${labels} 2 ${at}`)
    lines.push(`agent_redis_state${labels} ${redisState} ${at}`)
    lines.push(`Portal_HTTP_Status{instance="${tenant}",cloud="azure",job="portal_probe"} ${code} ${at}`)
    lines.push(`push_time_seconds{instance="",job="portal_probe"} ${at - 5} ${at}`)
  }
  return lines.join('\n')
}

const rules = (name: string) => `groups:
  - name: test
    rules:
      - alert: ${name}
        expr: vector(1)
        labels: { severity: critical }`

const facts = {
  west: { tenant: 't1', code: 200, redisState: 2 },
  east: { tenant: 't2', code: 503, redisState: 0 },
} as const

function start(id: RegionId, alertmanager: AlertmanagerServer, port?: number): Promise<PrometheusServer> {
  const { tenant, code, redisState } = facts[id]
  return startPrometheus(samples(tenant, code, redisState), {
    rules: rules(`${id}Alert`),
    alertmanager: alertmanager.url,
    port,
  })
}

let database: TestDatabase
const servers = {} as Record<RegionId, Servers>
const folder = mkdtempSync(join(tmpdir(), 'regions-'))

async function addTenant(id: string, region: string): Promise<void> {
  await db().tenant.create({
    data: { id, name: `Tenant ${id}`, region, cloud: 'azure', portalUrl: `https://${id}.example/` },
  })
}

beforeAll(async () => {
  const [given, west, east] = await Promise.all([createTestDatabase(), startAlertmanager(), startAlertmanager()])
  database = given
  const [ofWest, ofEast] = await Promise.all([start('west', west), start('east', east)])
  servers.west = { prometheus: ofWest, alertmanager: west }
  servers.east = { prometheus: ofEast, alertmanager: east }
  const regions = Object.entries(servers).map(([id, { prometheus, alertmanager }]) => ({
    id,
    name: `Region ${id}`,
    prometheus: { url: prometheus.url },
    alertmanager: { urls: [alertmanager.url] },
  }))
  writeFileSync(join(folder, 'regions.yaml'), JSON.stringify({ regions }))
  for (const name of ['KUBECONFIG', 'KUBERNETES_SERVICE_HOST', 'PROMETHEUS_URL']) delete process.env[name]
  process.env.REGIONS_FILE = join(folder, 'regions.yaml')
  await addTenant('t1', 'west')
  await addTenant('t2', 'east')
}, 120_000)

afterAll(async () => {
  for (const feed of [servicesFeed(), alertsFeed(), tenantsFeed(), sourcesFeed()]) feed.stop()
  await closeDatabase()
  await Promise.all(
    Object.values(servers).flatMap(({ prometheus, alertmanager }) => [prometheus.stop(), alertmanager.stop()]),
  )
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What each page would show now, one line a fact. */
async function look() {
  const feeds = [servicesFeed(), alertsFeed(), tenantsFeed(), sourcesFeed()] as const
  await Promise.all(feeds.map((feed) => feed.refresh()))
  const [services, alerts, tenants, sources] = await Promise.all([
    servicesFeed().read(),
    alertsFeed().read(),
    tenantsFeed().read(),
    sourcesFeed().read(),
  ])
  const agents = services.items.filter((row) => row.serviceId === 'agent-state')
  return {
    services: agents.map((row) => `${row.region} ${row.status}`),
    alerts: alerts.items.map((row) => `${row.region} ${row.name} ${row.state} ${row.notification.state}`).sort(),
    tenants: tenants.items.map((row) => `${row.region} ${row.id} ${row.status} ${row.httpStatus}`),
    sources: sources.items
      .filter((row) => row.configured)
      .map((row) => `${row.id} ${row.status}${row.error ? ` ${row.error.kind}` : ''}`),
    regionNames: [...new Set(sources.items.map((row) => row.regionName))],
  }
}

const whole = {
  services: ['west ok', 'east failing'],
  alerts: ['east eastAlert firing active', 'west westAlert firing active'],
  tenants: ['west t1 ok 200', 'east t2 failing 503'],
  sources: [
    'west/prometheus ok',
    'west/alertmanager ok',
    'east/prometheus ok',
    'east/alertmanager ok',
    'console/postgresql ok',
  ],
  regionNames: ['Region west', 'Region east', 'Console'],
}

describe('two regions side by side', () => {
  it('shows the rows of both, each with its own verdict', async () => {
    await expect.poll(look, { timeout: 25_000 }).toEqual(whole)
  })

  it('marks what the region that went down said last, and the other goes on', async () => {
    await servers.east.prometheus.stop()
    await expect.poll(look, { timeout: 25_000 }).toEqual({
      ...whole,
      services: ['west ok', 'east stale'],
      tenants: ['west t1 ok 200', 'east t2 stale null'],
      sources: whole.sources.map((line) => (line === 'east/prometheus ok' ? 'east/prometheus stale network' : line)),
    })
    const alertSources = async () => {
      await alertsFeed().refresh()
      const { sources } = await alertsFeed().read()
      return sources.map(({ region, name, status }) => `${region}/${name} ${status}`)
    }
    // The rules are shared between feeds and asked anew after a while.
    await expect
      .poll(alertSources, { timeout: 15_000 })
      .toEqual(['west/prometheus ok', 'west/alertmanager ok', 'east/prometheus stale', 'east/alertmanager ok'])
  })

  it('is whole again when it is back', async () => {
    const port = Number(new URL(servers.east.prometheus.url).port)
    servers.east.prometheus = await start('east', servers.east.alertmanager, port)
    await expect.poll(look, { timeout: 25_000 }).toEqual(whole)
  })
})
