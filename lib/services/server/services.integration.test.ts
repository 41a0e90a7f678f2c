import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { serviceAlertsSchema, serviceDetailSchema, serviceListSchema, serviceMetricsSchema } from '../schema'

// The verbs against a real Prometheus through a door that counts, and that can be shut. No Kubernetes: none is configured.

const nowSeconds = Math.floor(Date.now() / 1000)
const minute = 60
const pods = ['voice-agent-59fd95d95c-fxwlc', 'voice-agent-59fd95d95c-sqqmm']

/** Two hours up to now: Redis of the second pod went away half an hour ago; 40 more pods are well. */
function samples(): string {
  const lines: string[] = []
  for (let ago = 120 * minute; ago >= 0; ago -= 30) {
    const time = nowSeconds - ago
    for (const [index, pod] of pods.entries()) {
      const labels = `{namespace="voice",pod="${pod}"}`
      lines.push(`agent_health_level${labels} 2 ${time}`)
      lines.push(`agent_redis_state${labels} ${index === 1 && ago <= 30 * minute ? 0 : 2} ${time}`)
      lines.push(`agent_callevents${labels} ${(120 * minute - ago) * (index + 1)} ${time}`)
    }
    for (let index = 0; index < 40; index += 1) {
      lines.push(`sipnode_health_level{namespace="voice",pod="voice-sip-${index}"} 2 ${time}`)
      lines.push(`sips_calls{namespace="voice",pod="voice-sip-${index}"} ${index} ${time}`)
    }
  }
  return lines.join('\n')
}

let prometheus: PrometheusServer
let door: TestServer
let open = true
/** Paths of the questions since the test began. */
const asked: string[] = []

async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
  const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' }
  const answer = await fetch(`${prometheus.url}${request.url}`, { method: request.method, headers, body })
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

function guard(request: IncomingMessage, response: ServerResponse): void {
  if (!open) {
    response.writeHead(503).end('shut')
    return
  }
  asked.push((request.url ?? '').split('?')[0] ?? '')
  passOn(request, response).catch(() => response.destroy())
}

async function verbs() {
  const [{ servicesFeed }, { listServices }, { getService }, { getServiceSeries }] = await Promise.all([
    import('./feed'),
    import('./list-services'),
    import('./get-service'),
    import('./get-service-series'),
  ])
  return { servicesFeed, listServices, getService, getServiceSeries }
}

async function tableVerbs() {
  const [{ getServiceMetrics }, { getServiceAlerts }] = await Promise.all([
    import('./get-service-metrics'),
    import('./get-service-alerts'),
  ])
  return { getServiceMetrics, getServiceAlerts }
}

const count = (path: string) => asked.filter((url) => url === path).length
const question = { serviceId: 'sip-cluster', region: undefined, chartId: 'sips_calls', split: 'pod' } as const

beforeAll(async () => {
  prometheus = await startPrometheus(samples())
  door = await startServer(guard)
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a secret of at least thirty-two characters',
    PROMETHEUS_URL: door.url,
    LOG_LEVEL: 'silent',
  })
  for (const name of ['KUBECONFIG', 'KUBERNETES_SERVICE_HOST', 'REGIONS_FILE']) delete process.env[name]
})
afterAll(async () => {
  const { servicesFeed } = await verbs()
  servicesFeed().stop()
  await door?.close()
  await prometheus?.stop()
})
beforeEach(() => {
  asked.length = 0
  open = true
})

describe('listServices', () => {
  it('asks four questions and the rules; at first also for sparklines and for when trouble began', async () => {
    const { listServices, servicesFeed } = await verbs()
    // The first answer waits for nobody; on a busy machine it comes before Prometheus has spoken.
    await expect.poll(async () => (await listServices()).sources[0]?.status, { timeout: 10_000 }).toBe('ok')
    const list = serviceListSchema.parse(await listServices())
    expect(list.total).toBe(14)
    await servicesFeed().refresh()
    expect(count('/api/v1/query_range')).toBe(2)
    asked.length = 0
    await servicesFeed().refresh()
    expect([count('/api/v1/query'), count('/api/v1/query_range')]).toEqual([4, 0])
  })

  it('finds what is wrong and since when, and makes nothing of a Kubernetes that is not there', async () => {
    const { listServices } = await verbs()
    const { items, sources } = await listServices()
    const agent = items.find((row) => row.serviceId === 'agent-state')
    expect(agent).toMatchObject({ status: 'failing', pods: null, keyFigure: { unit: 'events/s' } })
    expect(agent?.keyFigure?.sparkline.some(([, value]) => value !== null)).toBe(true)
    const [redis] = agent?.reasons ?? []
    expect(redis).toMatchObject({ text: 'Redis: disconnected on 1 of 2 pods', sinceAtLeast: false })
    const agoMinutes = (nowSeconds * 1000 - Date.parse(redis?.since ?? '')) / 60_000
    expect(agoMinutes).toBeGreaterThan(27)
    expect(agoMinutes).toBeLessThan(33)
    expect(sources.map(({ name, status }) => `${name} ${status}`)).toEqual(['prometheus ok', 'kubernetes paused'])
  })
})

describe('getService', () => {
  it('shows pods and gauges without asking anybody', async () => {
    const { getService } = await verbs()
    const detail = serviceDetailSchema.parse(await getService('agent-state', undefined))
    expect(asked).toEqual([])
    expect(detail.matrix.map((row) => [row.name, row.state.status])).toEqual([
      [pods[1], 'unknown'],
      [pods[0], 'unknown'],
    ])
    expect(detail.connections.find(({ destination }) => destination === 'Redis')).toMatchObject({
      status: 'failing',
      from: 'gauge',
    })
  })
  it('knows no region that is not watched', async () => {
    const { getService } = await verbs()
    await expect(getService('agent-state', 'elsewhere')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('getServiceSeries', () => {
  it('draws the largest eight of forty and the rest, once for all who ask', async () => {
    const { getServiceSeries } = await verbs()
    const ask = () => getServiceSeries({ ...question, range: { range: '1h' } }, nowSeconds * 1000)
    const [answer, again] = await Promise.all([ask(), ask()])
    expect(again).toBe(answer)
    expect(asked).toHaveLength(4)
    expect(answer.totalSeries).toBe(40)
    expect(answer.series.map((line) => line.label)).toEqual([
      ...[39, 38, 37, 36, 35, 34, 33, 32].map((index) => `voice-sip-${index}`),
      'other pods',
    ])
    expect(answer.series.at(-1)?.points.at(-1)?.[1]).toBe((31 * 32) / 2)
    expect(answer.series.every((line) => line.points.length <= 241)).toBe(true)
  })

  it.each([
    ['chart', { chartId: 'nothing' }],
    ['region', { region: 'elsewhere' }],
  ])('knows no %s that there is not', async (_name, change) => {
    const { getServiceSeries } = await verbs()
    const asking = getServiceSeries({ ...question, ...change, range: { range: '1h' } }, nowSeconds * 1000)
    await expect(asking).rejects.toMatchObject({ code: 'not-found' })
  })

  it('says so when Prometheus fails, and asks anew afterwards', async () => {
    const { getServiceSeries } = await verbs()
    const ask = () => getServiceSeries({ ...question, range: { range: '3h' } }, nowSeconds * 1000)
    open = false
    const failure = await ask().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ code: 'upstream-failed', upstream: { source: 'prometheus', kind: 'http' } })
    open = true
    expect((await ask()).series).toHaveLength(9)
  })
})

describe('getServiceMetrics', () => {
  it('asks four questions and the types once, for all who ask, and marks what is not there', async () => {
    const { servicesFeed } = await verbs()
    const { getServiceMetrics } = await tableVerbs()
    await servicesFeed().refresh()
    asked.length = 0
    const [answer, again] = await Promise.all([
      getServiceMetrics('agent-state', undefined),
      getServiceMetrics('agent-state', undefined),
    ])
    expect(again).toBe(answer)
    expect([count('/api/v1/query'), count('/api/v1/metadata')]).toEqual([4, 1])
    serviceMetricsSchema.parse(answer)
    const figures = new Map(answer.items.map((row) => [row.name, row.figure]))
    expect(figures.get('agent_callevents')).toMatchObject({ kind: 'rate', perSecond: expect.closeTo(3, 1) })
    expect(figures.get('agent_redis_state')).toMatchObject({ kind: 'state', status: 'failing', count: 1, of: 2 })
    expect(answer.items.find((row) => row.name === 'agent_total_sessions')?.missing?.kind).toBe('absent')
    expect(answer.silent).toBe(false)
  })
  it('asks for the types no second time, and says when there is not one series', async () => {
    const { getServiceMetrics } = await tableVerbs()
    const answer = await getServiceMetrics('dial-plan', undefined)
    expect(count('/api/v1/metadata')).toBe(0)
    expect(answer.silent).toBe(true)
    expect(answer.items.every((row) => row.missing !== null)).toBe(true)
  })
  it('has nothing to ask of a service without metrics, and knows no other region', async () => {
    const { getServiceMetrics } = await tableVerbs()
    expect((await getServiceMetrics('tenant', undefined)).items).toEqual([])
    expect(count('/api/v1/query')).toBe(0)
    await expect(getServiceMetrics('rq', 'elsewhere')).rejects.toMatchObject({ code: 'not-found' })
  })
  it('says so when Prometheus fails', async () => {
    const { getServiceMetrics } = await tableVerbs()
    open = false
    await expect(getServiceMetrics('rq', undefined)).rejects.toMatchObject({ code: 'upstream-failed' })
  })
})

describe('getServiceAlerts', () => {
  it('asks nobody, and takes rules that are not loaded for what they are', async () => {
    const { servicesFeed } = await verbs()
    const { getServiceAlerts } = await tableVerbs()
    await servicesFeed().refresh()
    asked.length = 0
    const answer = serviceAlertsSchema.parse(await getServiceAlerts('agent-state', undefined))
    expect(asked).toEqual([])
    expect(answer.items).toHaveLength(20)
    expect(new Set(answer.items.map(({ state }) => state))).toEqual(new Set(['not-loaded']))
    await expect(getServiceAlerts('agent-state', 'elsewhere')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a Prometheus that fails', () => {
  it('leaves what it last said, as stale, and recovers with the next refresh', async () => {
    const { listServices, servicesFeed } = await verbs()
    open = false
    await servicesFeed().refresh()
    const down = await listServices()
    expect(down.items.every((row) => row.status !== 'ok')).toBe(true)
    const agent = down.items.find((row) => row.serviceId === 'agent-state')
    expect(agent?.status).toBe('stale')
    expect(agent?.reasons.map((reason) => reason.text).join('\n')).toContain(
      'Redis: disconnected on 1 of 2 pods, as last heard',
    )
    expect(agent?.keyFigure?.value).not.toBeNull()
    open = true
    await servicesFeed().refresh()
    expect((await listServices()).items.find((row) => row.serviceId === 'sip-cluster')?.status).toBe('ok')
  })
})
