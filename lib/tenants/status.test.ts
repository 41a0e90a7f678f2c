import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PortalReading } from './adapter'
import { type Hearing, portalStatus } from './status'

const now = 1_700_000_000
const since = '2023-11-14T20:00:00.000Z'
const pushedAt = new Date((now - 20) * 1000).toISOString()

const reading = (change: Partial<PortalReading> = {}): PortalReading => ({
  instance: 't1',
  job: 'portal_probe',
  group: '',
  cloud: 'azure',
  code: 200,
  pushedAtSeconds: now - 20,
  ageSeconds: 20,
  durationSeconds: 0.1234,
  failure: null,
  ...change,
})
const tenant = { enabled: true, region: 'west' }
const beginning = { since, atLeast: false }
const hear = (status: 'ok' | 'stale' | 'failing' | 'paused' | 'degraded'): Hearing => ({
  prometheus: { status, since },
  gateway: null,
  staleAfterSeconds: 90,
})

describe('portalStatus', () => {
  it('is what the portal answers now', () => {
    expect(portalStatus(tenant, reading(), beginning, hear('ok'))).toEqual({
      status: 'ok',
      httpStatus: 200,
      lastHttpStatus: 200,
      reason: 'HTTP 200',
      failureReason: null,
      responseTimeMs: 123,
      since,
      sinceAtLeast: false,
      push: 'west/portal_probe',
    })
  })

  it.each([
    [{ code: 503 }, 'failing', 'HTTP 503', 503],
    [{ code: 302 }, 'failing', 'HTTP 302', 302],
    [{ code: 0, failure: 'timeout' as const }, 'failing', 'No answer in time', 0],
    [{ code: 0, failure: 'dns' as const }, 'failing', 'Name not found', 0],
    [{ code: 0 }, 'failing', 'No HTTP answer', 0],
    [{ code: 42 }, 'unknown', 'Undocumented value 42', 42],
    [{ code: 200.5 }, 'unknown', 'Undocumented value 200.5', null],
  ])('%j is %s', (change, status, reason, httpStatus) => {
    expect(portalStatus(tenant, reading(change), undefined, hear('ok'))).toMatchObject({
      status,
      reason,
      httpStatus,
      since: null,
    })
  })

  it('has no response time where nothing answered', () => {
    expect(portalStatus(tenant, reading({ code: 0 }), beginning, hear('ok')).responseTimeMs).toBeNull()
    expect(portalStatus(tenant, reading({ durationSeconds: null }), beginning, hear('ok')).responseTimeMs).toBeNull()
  })

  it('is stale from the moment on that the probe has missed three intervals, since its last push', () => {
    expect(portalStatus(tenant, reading({ ageSeconds: 90 }), beginning, hear('ok')).status).toBe('ok')
    expect(portalStatus(tenant, reading({ ageSeconds: 90.5 }), beginning, hear('ok'))).toMatchObject({
      status: 'stale',
      httpStatus: null,
      lastHttpStatus: 200,
      reason: 'The probe has stopped pushing; last heard: HTTP 200',
      since: pushedAt,
      push: 'west/portal_probe',
    })
  })

  it('is stale while Prometheus does not answer', () => {
    expect(portalStatus(tenant, reading({ code: 503 }), beginning, hear('stale'))).toMatchObject({
      status: 'stale',
      httpStatus: null,
      lastHttpStatus: 503,
      reason: 'Prometheus does not answer; last heard: HTTP 503',
      since,
    })
  })

  it('is unknown when nothing tells how old it is', () => {
    const ageless = reading({ ageSeconds: null, pushedAtSeconds: null })
    expect(portalStatus(tenant, ageless, beginning, hear('ok'))).toMatchObject({
      status: 'unknown',
      httpStatus: null,
      push: null,
    })
  })

  it.each([
    ['paused', { ...tenant, enabled: false }, reading(), hear('ok'), /switched off/],
    ['unknown', tenant, undefined, { ...hear('ok'), prometheus: 'unconfigured' as const }, /no region west/],
    ['no-data', tenant, undefined, hear('paused'), /no Prometheus configured/],
    ['no-data', tenant, undefined, hear('ok'), /Nobody has pushed/],
    ['unknown', tenant, undefined, { ...hear('ok'), gateway: 'down' }, /cannot read the Pushgateway/],
    ['unknown', tenant, undefined, hear('failing'), /does not answer/],
    ['unknown', tenant, undefined, hear('stale'), /does not answer/],
  ] as const)('is %s when that is all there is to say', (status, of, read, hearing, reason) => {
    const found = portalStatus(of, read, beginning, hearing)
    expect(found).toMatchObject({ status, httpStatus: null, responseTimeMs: null, push: null })
    expect(found.reason).toMatch(reason)
  })

  it.each([
    ['down', 'Prometheus cannot read the Pushgateway; last heard: HTTP 200'],
    ['up', 'Prometheus no longer has it; last heard: HTTP 200'],
  ] as const)('is stale when Prometheus had it and no longer has, gateway %s', (gateway, reason) => {
    const found = portalStatus(tenant, reading({ lost: true }), beginning, { ...hear('ok'), gateway })
    expect(found).toMatchObject({ status: 'stale', httpStatus: null, lastHttpStatus: 200, since: pushedAt, reason })
  })

  it('is never ok unless a fresh 200 was heard just now', () => {
    const readings = fc.option(
      fc.record({
        code: fc.constantFrom(0, 200, 302, 503, 42),
        ageSeconds: fc.option(fc.double({ min: 0, max: 1000, noNaN: true })),
      }),
    )
    const statuses = fc.constantFrom('ok', 'stale', 'failing', 'paused', 'degraded', 'unknown' as const)
    fc.assert(
      fc.property(readings, statuses, fc.option(fc.boolean()), (change, prometheus, enabled) => {
        const found = portalStatus(
          { enabled, region: 'west' },
          change === null ? undefined : reading(change),
          beginning,
          { prometheus: { status: prometheus, since }, gateway: null, staleAfterSeconds: 90 },
        )
        const isFresh = change?.ageSeconds != null && change.ageSeconds <= 90
        const answers = prometheus === 'ok' || prometheus === 'degraded'
        const isOk = change?.code === 200 && isFresh && answers && enabled !== false
        expect(found.status === 'ok').toBe(isOk)
        if (!isFresh || !answers) expect(found.httpStatus).toBeNull()
        expect(found.reason).not.toBe('')
      }),
    )
  })
})
