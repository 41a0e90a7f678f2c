import type { AlertSummary } from '@/lib/alerts/schema'
import { statusOrder, worstStatus } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { rowSince } from '@/lib/services/model'
import type { Reason, ServiceRow } from '@/lib/services/schema'
import type { SourceState } from '@/lib/sources/schema'

/** Something that lasts, and since when. */
export type Begun = { status: StatusWord } & Pick<Reason, 'since' | 'sinceAtLeast'>

/** What the page knows. null is "not known": the console has not answered yet, or failed to. */
export type OverviewFacts = {
  services: readonly ServiceRow[] | null
  alerts: AlertSummary | null
  /** False while a Prometheus fails: its alerts are then what it last said. */
  alertsAreCurrent: boolean
  /** Tenants by the status of their portal. */
  tenants: Partial<Record<StatusWord, number>> | null
  /** Firing alerts and portals in trouble, with the status that each stands for. */
  begun: readonly Begun[]
  /** Every source of every region. */
  sources: readonly SourceState[] | null
  /** The oldest moment at which one of these was true; null while none is known. */
  asOf: string | null
  nowMs: number
}

/** Refreshes come every few seconds. What is older than this says how things were, not how they are. */
const agedAfterSeconds = 45

/** One finding with the page that shows it. */
export type Finding = { status: StatusWord; text: string; link: string }

export type Verdict = {
  status: StatusWord
  headline: string
  /** Worst first; empty only when all is clear. */
  findings: Finding[]
  since: Reason['since']
  sinceAtLeast: boolean
  asOf: string | null
}

const words: Readonly<Record<StatusWord, string>> = {
  failing: 'failing',
  degraded: 'degraded',
  unknown: 'unknown',
  'no-data': 'without data',
  stale: 'stale',
  starting: 'starting',
  paused: 'paused',
  ok: 'ok',
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function serviceFindings(services: readonly ServiceRow[]): Finding[] {
  return statusOrder.flatMap((status): Finding[] => {
    const count = services.filter((row) => row.status === status).length
    if (status === 'ok' || count === 0) return []
    return [{ status, text: `${counted(count, 'service')} ${words[status]}`, link: `/services?status=${status}` }]
  })
}

function alertFindings(alerts: AlertSummary, current: boolean): Finding[] {
  const { critical, warning, unknownSeverity, notReceived } = alerts
  const found: (Finding & { count: number })[] = [
    {
      count: critical,
      status: 'failing',
      text: counted(critical, 'critical alert'),
      link: '/alerts?severity=critical',
    },
    { count: warning, status: 'degraded', text: counted(warning, 'warning'), link: '/alerts?severity=warning' },
    {
      count: notReceived,
      status: 'degraded',
      text: `${counted(notReceived, 'alert')} that Alertmanager does not have`,
      link: '/alerts?state=firing',
    },
    {
      count: unknownSeverity,
      status: 'unknown',
      text: `${counted(unknownSeverity, 'alert')} of unknown severity`,
      link: '/alerts?severity=unknown',
    },
  ]
  return found.flatMap(({ count, ...finding }): Finding[] => {
    if (count === 0) return []
    return [current ? finding : { ...finding, status: 'stale', text: `${finding.text}, as last heard` }]
  })
}

function tenantFindings(tenants: Partial<Record<StatusWord, number>>): Finding[] {
  return statusOrder.flatMap((status): Finding[] => {
    const count = tenants[status] ?? 0
    if (status === 'ok' || status === 'paused' || count === 0) return []
    return [{ status, text: `${counted(count, 'portal')} ${words[status]}`, link: `/tenants?status=${status}` }]
  })
}

/** A source that fails leaves a doubt over all that it would have told. */
function sourceFindings(sources: readonly SourceState[]): Finding[] {
  const broken = sources.filter(({ status }) => status !== 'ok' && status !== 'paused')
  if (broken.length === 0) return []
  return [{ status: 'unknown', text: `${counted(broken.length, 'source')} not answering in whole`, link: '/sources' }]
}

function unansweredFindings(facts: OverviewFacts): Finding[] {
  const missing = (['services', 'alerts', 'tenants', 'sources'] as const).filter((part) => facts[part] === null)
  return missing.map((part) => ({ status: 'unknown', text: `${part} not known`, link: `/${part}` }))
}

/** The sources may all be well and still nothing reach this page: a broken connection, a tab that slept. */
function ageFindings({ asOf, nowMs }: OverviewFacts): Finding[] {
  const aged = asOf !== null && nowMs - Date.parse(asOf) > agedAfterSeconds * 1000
  return aged ? [{ status: 'stale', text: 'this page no longer gets news', link: '/sources' }] : []
}

const headlines: Readonly<Record<StatusWord, string>> = {
  failing: 'Something is failing',
  degraded: 'Something is degraded',
  unknown: 'Not everything is known',
  'no-data': 'Something gives no data',
  stale: 'Something is out of date',
  starting: 'Something is starting',
  paused: 'All clear, with parts paused',
  ok: 'All clear',
}

/** Since when: the earliest beginning among the services, alerts and portals that are as bad as the whole. */
function verdictSince(facts: OverviewFacts, status: StatusWord): Pick<Reason, 'since' | 'sinceAtLeast'> {
  const services = (facts.services ?? []).map((row): Begun => ({ status: row.status, ...rowSince(row) }))
  const known = [...services, ...facts.begun].filter((begun) => begun.status === status && begun.since !== null)
  const [first] = known.sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''))
  if (status === 'ok' || !first) return { since: null, sinceAtLeast: false }
  return { since: first.since, sinceAtLeast: first.sinceAtLeast }
}

/**
 * Is anything wrong, where, since when: the worst of all findings. It is clear only when everything that can speak did, and
 * nothing of it is trouble; what is not known is never calm.
 */
export function judge(facts: OverviewFacts): Verdict {
  const findings = [
    ...serviceFindings(facts.services ?? []),
    ...(facts.alerts ? alertFindings(facts.alerts, facts.alertsAreCurrent) : []),
    ...tenantFindings(facts.tenants ?? {}),
    ...sourceFindings(facts.sources ?? []),
    ...unansweredFindings(facts),
    ...ageFindings(facts),
  ].sort((a, b) => statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status))
  const status = worstStatus([...findings.map((finding) => finding.status), 'ok'])
  return { status, headline: headlines[status], findings, ...verdictSince(facts, status), asOf: facts.asOf }
}

/** The oldest of some moments; null when one of them is missing, because then nothing is as of any time. */
export function oldest(moments: readonly (string | null | undefined)[]): string | null {
  const known = moments.filter((moment) => moment !== null && moment !== undefined)
  return known.length === moments.length ? (known.sort()[0] ?? null) : null
}
