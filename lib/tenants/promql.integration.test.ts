import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { toBeginnings, toPortalAnswer } from './adapter'
import { figuresQuery, gaugesQuery, toFigures, toGauges } from './figures'
import { toHistory } from './history'
import { historyQuery, portalQuery, sinceQuery, sinceStepSeconds } from './promql'

// A real Prometheus reads what the product asks: two hours of samples, one every 30 seconds, that end at a full hour.
const stepSeconds = 30
const steps = 240
const endSeconds = Math.floor(Date.now() / 3_600_000) * 3600 - 3600
const startSeconds = endSeconds - steps * stepSeconds
const atStep = (step: number) => startSeconds + step * stepSeconds

const written: string[] = []
const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')

function write(name: string, labels: Record<string, string>, valueAt: (step: number) => number | null): void {
  const text = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`)
  for (let step = 0; step <= steps; step += 1) {
    const value = valueAt(step)
    if (value !== null) written.push(`${name}{${text.join(',')}} ${value} ${atStep(step)}`)
  }
}

const portal = (instance: string) => ({ instance, cloud: 'azure', region: 'west', job: 'portal_probe' })
const oddTenant = 'say "hi"\\ (1.5)|x'

/** The probe was dead from step 100 to 119: the gateway repeated what it had said, and its push time stood still. */
const pushedAt = (step: number) => (step >= 100 && step < 120 ? atStep(99) : atStep(step) - 10)

function writeWorld(): void {
  write('Portal_HTTP_Status', portal('steady'), () => 200)
  write('Portal_HTTP_Status', portal('broken'), (step) => (step >= 220 ? 503 : 200))
  write('Portal_HTTP_Status', portal('flapped'), (step) => (step >= 200 && step < 210 ? 0 : 200))
  write('Portal_HTTP_Status', portal('young'), (step) => (step >= 230 ? 200 : null))
  write('portal_probe_duration_seconds', portal('steady'), () => 0.25)
  write('push_time_seconds', { instance: '', job: 'portal_probe' }, pushedAt)
  write('push_time_seconds', { instance: '', job: 'other' }, () => endSeconds)
  // A job that pushes a group for each tenant, and stopped for one of them at step 200.
  for (const [instance, lastStep] of [
    ['lively', steps],
    ['mute', 200],
  ] as const) {
    write('Portal_HTTP_Status', { instance, job: 'each' }, () => 200)
    write('push_time_seconds', { instance, job: 'each' }, (step) =>
      step < lastStep ? atStep(step) - 10 : atStep(lastStep) - (lastStep === steps ? 10 : 0),
    )
  }
  write('Portal_HTTP_Status', { instance: 'neighbour', region: 'east', job: 'portal_probe' }, () => 200)
  write('up', { job: 'push', instance: 'gateway:9091' }, () => 0)
  // A platform's own probe that nobody stamps, in the past only.
  write('Portal_HTTP_Status', { instance: 'foreign', cloud: 'aws', job: 'their-probe' }, (step) =>
    step < 60 ? 404 : null,
  )
  const pod = { namespace: 'voice', pod: 'voice-sipfe-7c9f8d6b5-x2x4z', container: 'voice-sipfe' }
  const agentPod = { ...pod, pod: 'voice-agent-59fd95d95c-fxwlc', container: 'voice-agent' }
  const threadPod = { ...pod, pod: 'voice-callthread-6d5f7c8b9-xbcdz', container: 'voice-callthread' }
  write('sipfe_requests_total', { ...pod, tenant: oddTenant }, (step) => step * 30 * 4)
  write('sipfe_requests_total', { ...pod, tenant: 'other' }, (step) => step * 3000)
  write('http_client_response_count', { ...agentPod, tenant: oddTenant }, (step) => step * 30)
  write('http_client_response_count', { ...threadPod, tenant: oddTenant }, (step) => step * 60)
  for (const [device, up] of Object.entries({ trunk1: 1, trunk2: 1, trunk3: 0 })) {
    write('sips_trunk_in_service', { ...pod, device_name: device, tenant: oddTenant }, () => up)
  }
}

let server: PrometheusServer
let client: PrometheusClient

beforeAll(async () => {
  writeWorld()
  server = await startPrometheus(written.join('\n'))
  client = createPrometheusClient({ url: server.url, region: 'default', timeoutMs: 10_000, maxResponseBytes: 1e8 })
})
afterAll(() => server?.stop())

const instant = async (expression: string) => (await client.query(expression, { timeSeconds: endSeconds })).series

describe('portalQuery', () => {
  it('gives code, age and duration of every tenant at once', async () => {
    const question = portalQuery({ otherRegions: ['east'], gateway: 'gateway:9091' })
    const { readings, gateway } = toPortalAnswer(await instant(question))
    expect(gateway).toBe('down')
    expect(readings.has('neighbour')).toBe(false)
    expect(readings.get('mute')?.ageSeconds).toBe(endSeconds - atStep(200))
    expect(readings.get('lively')?.ageSeconds).toBe(10)
    expect(readings.get('steady')).toEqual({
      instance: 'steady',
      job: 'portal_probe',
      group: '',
      cloud: 'azure',
      code: 200,
      pushedAtSeconds: endSeconds - 10,
      ageSeconds: 10,
      durationSeconds: 0.25,
      failure: null,
    })
    expect(readings.get('broken')?.code).toBe(503)
    expect(readings.has('foreign')).toBe(false)
  })
})

describe('sinceQuery', () => {
  it('finds when the present code began, or how far back it goes at least', async () => {
    const found = toBeginnings(await instant(sinceQuery), sinceStepSeconds)
    const ageOf = (id: string) => endSeconds - (found.get(id)?.sinceSeconds ?? Number.NaN)
    expect(found.get('broken')?.atLeast).toBe(false)
    expect(ageOf('broken')).toBeGreaterThan(20 * stepSeconds - sinceStepSeconds)
    expect(ageOf('broken')).toBeLessThanOrEqual(20 * stepSeconds + sinceStepSeconds)
    expect(found.get('flapped')?.atLeast).toBe(false)
    expect(Math.abs(ageOf('flapped') - 30 * stepSeconds)).toBeLessThanOrEqual(sinceStepSeconds)
    expect(found.get('steady')?.atLeast).toBe(true)
    expect(Math.abs(ageOf('steady') - steps * stepSeconds)).toBeLessThanOrEqual(sinceStepSeconds)
    expect(found.get('young')?.atLeast).toBe(true)
    expect(Math.abs(ageOf('young') - 10 * stepSeconds)).toBeLessThanOrEqual(sinceStepSeconds)
  })
})

describe('historyQuery', () => {
  const grid = {
    startSeconds,
    endSeconds,
    bucketSeconds: 600,
    stepSeconds,
    untilSeconds: endSeconds,
  }
  const instances = ['steady', 'broken', 'flapped', 'young', 'nobody', 'foreign', 'lively', 'mute']

  async function history(untilSeconds = endSeconds) {
    const query = historyQuery({ ...grid, untilSeconds, instances, staleAfterSeconds: 90 })
    const { series } = await client.queryRange(query, {
      startSeconds: startSeconds + grid.bucketSeconds,
      endSeconds,
      stepSeconds: grid.bucketSeconds,
    })
    return toHistory(series, instances, grid)
  }

  it('tells codes and their time by bucket', async () => {
    const found = await history()
    const steady = found.get('steady') ?? []
    expect(steady).toHaveLength(12)
    expect(steady[0]).toEqual({ status: 'ok', worstCode: 200, codes: [{ code: 200, seconds: 600 }] })
    const [, last] = (found.get('broken') ?? []).slice(-2)
    expect(last).toEqual({ status: 'failing', worstCode: 503, codes: [{ code: 503, seconds: 600 }] })
    const flapped = found.get('flapped')?.[10]
    expect(flapped?.worstCode).toBe(0)
    expect(flapped?.codes.map(({ code }) => code)).toEqual([0, 200])
    expect(flapped?.codes[0]?.seconds).toBeGreaterThanOrEqual(9 * stepSeconds)
    expect(flapped?.codes[0]?.seconds).toBeLessThanOrEqual(10 * stepSeconds)
  })

  it('takes the push of a tenant’s own group for that tenant alone', async () => {
    const found = await history()
    expect(found.get('lively')?.at(-1)).toMatchObject({ status: 'ok', codes: [{ code: 200, seconds: 600 }] })
    expect(found.get('mute')?.[8]?.status).toBe('ok')
    expect(found.get('mute')?.at(-1)?.status).toBe('no-data')
  })

  it('has gaps where a tenant did not exist and where the probe was dead', async () => {
    const found = await history()
    expect(found.get('young')?.[0]?.status).toBe('no-data')
    expect(found.get('nobody')?.every(({ status }) => status === 'no-data')).toBe(true)
    const dead = found.get('steady')?.[5]
    // Steps 100 to 119 are bucket 5; the first three of them are not old enough to be stale.
    expect(dead?.codes[0]?.seconds).toBeLessThanOrEqual(5 * stepSeconds)
    expect(found.get('steady')?.[6]?.codes[0]?.seconds).toBeGreaterThanOrEqual(19 * stepSeconds)
  })

  it('keeps what a probe without push times has seen', async () => {
    expect((await history()).get('foreign')?.[0]).toMatchObject({ status: 'failing', worstCode: 404 })
  })

  it('counts nothing after the present', async () => {
    const found = await history(endSeconds - 450)
    expect(found.get('steady')?.[11]?.codes).toEqual([{ code: 200, seconds: 150 }])
  })
})

describe('figures of one tenant', () => {
  const range = { startSeconds: endSeconds - 1800, endSeconds, stepSeconds: 60 }

  it('are amounts over all pods, told apart by service, of this tenant only', async () => {
    const { series } = await client.queryRange(figuresQuery({ tenant: oddTenant, namespaces: ['voice'] }, 60), range)
    const found = new Map(toFigures(series, range).map((figure) => [figure.id, figure.value]))
    expect(found.get('front-end/sipfe_requests_total')).toBeCloseTo(4)
    expect(found.get('agent-state/http_client_response_count')).toBeCloseTo(1)
    expect(found.get('call-state/http_client_response_count')).toBeCloseTo(2)
    expect(found.size).toBe(3)
  })

  it('are states with how many series have each value', async () => {
    const [trunk] = toGauges(await instant(gaugesQuery({ tenant: oddTenant, namespaces: ['voice'] })))
    expect(trunk).toMatchObject({ metric: 'sips_trunk_in_service', status: 'failing' })
    expect(trunk?.values.map(({ raw, series }) => [raw, series]).sort()).toEqual([
      ['0', 1],
      ['1', 2],
    ])
  })

  it('are none for a tenant that nobody measures', async () => {
    expect(toGauges(await instant(gaugesQuery({ tenant: 'nobody', namespaces: null })))).toEqual([])
    expect((await client.queryRange(figuresQuery({ tenant: 'nobody', namespaces: null }, 60), range)).series).toEqual(
      [],
    )
  })
})
