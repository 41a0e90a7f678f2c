import { portalStatusText, portalStatusWord } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { parseSampleValue } from '@/lib/prometheus/schema'
import type { GaugeReading, PortalReading, SinceBook } from './parts'
import type { Reason } from './schema'
import { earliestSince } from './since'

/** The one metric of Portal; its codes are remembered like the values of a gauge without a pod. */
const portalMetric = 'Portal_HTTP_Status'

function toReading({ raw, tenants }: PortalReading['codes'][number]): GaugeReading {
  return { metric: portalMetric, namespace: '', pod: '', raw, seriesCount: tenants }
}

/** Codes that are trouble, as readings whose beginning is to be remembered. */
export function troubledPortalReadings({ codes }: PortalReading): GaugeReading[] {
  return codes.filter(({ raw }) => portalStatusWord(toCode(raw)) !== 'ok').map(toReading)
}

const bare = { source: 'prometheus', sinceAtLeast: false } as const

function ageReason({ ageSeconds, staleAfterSeconds }: PortalReading, nowMs: number): Reason[] {
  if (ageSeconds !== null && ageSeconds <= staleAfterSeconds) return []
  const since = ageSeconds === null ? null : new Date(Math.round(nowMs - ageSeconds * 1000)).toISOString()
  return [
    {
      ...bare,
      id: 'portal-age',
      rule: 'portal-age',
      status: ageSeconds === null ? 'unknown' : 'stale',
      text:
        ageSeconds === null ? 'Nothing tells how old the portal statuses are' : 'The portal probe has stopped pushing',
      since,
      link: '/sources',
    },
  ]
}

/**
 * The status of Portal out of how many tenants have which code. Codes of a probe that stopped pushing, or whose age nobody
 * knows, or from a Prometheus that fails, are stale.
 */
export function portalReasons(reading: PortalReading, fresh: boolean, nowMs: number, since: SinceBook): Reason[] {
  const all = reading.codes.reduce((sum, { tenants }) => sum + tenants, 0)
  if (all === 0) {
    const text = 'No tenant has a portal status in Prometheus'
    return [
      { ...bare, id: 'portal:none', rule: 'portal-status', status: 'no-data', text, since: null, link: '/tenants' },
    ]
  }
  const age = fresh ? ageReason(reading, nowMs) : []
  const current = fresh && age.length === 0
  const codes = reading.codes.map((told) => {
    const { raw, tenants } = told
    const code = toCode(raw)
    const status: StatusWord = portalStatusWord(code)
    return {
      raw,
      begun: earliestSince(since, [toReading(told)]),
      status,
      text: `${portalStatusText(code)} from ${tenants} of ${all} ${all === 1 ? 'tenant' : 'tenants'}`,
    }
  })
  return [
    ...age,
    ...codes
      .filter(({ status }) => current || status !== 'ok')
      .map(({ raw, status, text, begun }): Reason => {
        const link = status === 'ok' ? '/tenants' : `/tenants?status=${status}`
        const shown = current ? { status, text } : { status: 'stale' as const, text: `${text}, as last heard` }
        return {
          ...bare,
          ...shown,
          id: `portal:${raw}`,
          rule: 'portal-status',
          since: begun.since,
          sinceAtLeast: begun.atLeast,
          link,
        }
      }),
  ]
}

/** Text that is no number stays NaN, which is no HTTP status. */
function toCode(raw: string): number {
  try {
    return parseSampleValue(raw)
  } catch {
    return Number.NaN
  }
}
