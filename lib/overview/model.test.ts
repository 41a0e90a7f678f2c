import { describe, expect, it } from 'vitest'
import type { AlertSummary } from '@/lib/alerts/schema'
import type { ServiceRow } from '@/lib/services/schema'
import {
  aBrokenPod,
  aFailingSource,
  agentHealthy,
  agentKubernetes,
  agentPods,
  aSource,
  nowIso,
  nowMs,
  rowOf,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'
import { judge, type OverviewFacts, oldest } from './model'

const okRow = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy } }))
const failingRow = rowOf(
  someParts({
    kubernetes: { ...agentKubernetes, pods: agentPods.map((name) => aBrokenPod(name)) },
    prometheus: { gauges: agentHealthy },
  }),
)
const quiet: AlertSummary = {
  critical: 0,
  warning: 0,
  info: 3,
  unknownSeverity: 0,
  pending: 2,
  suppressed: 1,
  notReceived: 0,
}

const clear: OverviewFacts = {
  services: [okRow],
  alerts: quiet,
  alertsAreCurrent: true,
  tenants: { ok: 12 },
  begun: [],
  sources: [aSource('prometheus'), aSource('pushgateway', { status: 'paused', observedAt: null })],
  asOf: nowIso,
  nowMs,
}

const judged = (change: Partial<OverviewFacts>) => judge({ ...clear, ...change })
const texts = (change: Partial<OverviewFacts>) => judged(change).findings.map((finding) => finding.text)

describe('judge', () => {
  it('is clear when everything spoke and nothing is trouble, and says as of when', () => {
    expect(judged({})).toEqual({
      status: 'ok',
      headline: 'All clear',
      findings: [],
      since: null,
      sinceAtLeast: false,
      asOf: nowIso,
    })
  })

  it.each([
    ['a failing service', { services: [okRow, failingRow] }, 'failing', '1 service failing'],
    ['critical alerts', { alerts: { ...quiet, critical: 2 } }, 'failing', '2 critical alerts'],
    ['a warning', { alerts: { ...quiet, warning: 1 } }, 'degraded', '1 warning'],
    [
      'an alert nobody hears',
      { alerts: { ...quiet, notReceived: 1 } },
      'degraded',
      '1 alert that Alertmanager does not have',
    ],
    [
      'an alert of unknown severity',
      { alerts: { ...quiet, unknownSeverity: 1 } },
      'unknown',
      '1 alert of unknown severity',
    ],
    [
      'alerts of a Prometheus that fails',
      { alerts: { ...quiet, critical: 2 }, alertsAreCurrent: false },
      'stale',
      '2 critical alerts, as last heard',
    ],
    ['a failing portal', { tenants: { ok: 11, failing: 1 } }, 'failing', '1 portal failing'],
    ['stale portals', { tenants: { stale: 12 } }, 'stale', '12 portals stale'],
    ['a source that fails', { sources: [aFailingSource('kubernetes')] }, 'unknown', '1 source not answering in whole'],
    ['services not known', { services: null }, 'unknown', 'services not known'],
    ['alerts not known', { alerts: null }, 'unknown', 'alerts not known'],
    ['tenants not known', { tenants: null }, 'unknown', 'tenants not known'],
    ['a page that sleeps', { asOf: secondsAgo(120) }, 'stale', 'this page no longer gets news'],
    ['sources not known', { sources: null }, 'unknown', 'sources not known'],
  ] satisfies [string, Partial<OverviewFacts>, string, string][])('%s', (_name, change, status, text) => {
    expect(judged(change).status).toBe(status)
    expect(texts(change)).toContain(text)
  })

  it('puts known trouble before doubt, and keeps both', () => {
    expect(
      texts({ services: [failingRow], sources: [aFailingSource('prometheus')], tenants: { degraded: 1 } }),
    ).toEqual(['1 service failing', '1 portal degraded', '1 source not answering in whole'])
  })

  it('says since when the worst of the services is as it is', () => {
    expect(judged({ services: [okRow, failingRow] })).toMatchObject({ since: secondsAgo(600), sinceAtLeast: false })
    expect(judged({ alerts: { ...quiet, critical: 1 } }).since).toBeNull()
    const begun = [
      { status: 'failing', since: secondsAgo(900), sinceAtLeast: true },
      { status: 'degraded', since: secondsAgo(9000), sinceAtLeast: false },
    ] as const
    expect(judged({ services: [failingRow], begun })).toMatchObject({ since: secondsAgo(900), sinceAtLeast: true })
  })

  it('is calm about what was paused on purpose', () => {
    const paused: ServiceRow = { ...okRow, status: 'paused' }
    expect(judged({ services: [paused] })).toMatchObject({ status: 'paused', headline: 'All clear, with parts paused' })
    expect(judged({ tenants: { ok: 3, paused: 1 } }).status).toBe('ok')
  })

  it('links each finding to the page that shows it', () => {
    const { findings } = judged({ services: [failingRow], tenants: { failing: 2 }, alerts: { ...quiet, critical: 1 } })
    expect(findings.map((finding) => finding.link).sort()).toEqual([
      '/alerts?severity=critical',
      '/services?status=failing',
      '/tenants?status=failing',
    ])
  })
})

describe('oldest', () => {
  it('is the first of all, and null when one is missing', () => {
    expect(oldest([nowIso, secondsAgo(60)])).toBe(secondsAgo(60))
    expect(oldest([nowIso, null])).toBeNull()
    expect(oldest([])).toBeNull()
  })
})
