import { portalStatusText, portalStatusWord } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { parseSampleValue } from '@/lib/prometheus/schema'
import type { GaugeReading, PortalReading, SinceBook, TenantsByCode } from './parts'
import type { Reason } from './schema'
import { earliestSince } from './since'

/** The one metric of Portal; its codes are remembered like the values of a gauge without a pod. */
const portalMetric = 'Portal_HTTP_Status'

function toReading({ raw, tenants }: PortalReading['codes'][number]): GaugeReading {
  return { metric: portalMetric, namespace: '', pod: '', raw, seriesCount: tenants }
}

/** Codes that are trouble or were when last pushed, each once, as readings whose beginning is to be remembered. */
export function troubledPortalReadings({ codes, old }: Pick<PortalReading, 'codes' | 'old'>): GaugeReading[] {
  const troubled = [...codes, ...old].filter(({ raw }) => portalStatusWord(toCode(raw)) !== 'ok')
  return [...new Map(troubled.map((told) => [told.raw, told])).values()].map(toReading)
}

const bare = { source: 'prometheus', sinceAtLeast: false } as const

const tenantsOf = (codes: TenantsByCode) => codes.reduce((sum, { tenants }) => sum + tenants, 0)

const ofTenants = (some: number, all: number) => `${some} of ${all} ${all === 1 ? 'tenant' : 'tenants'}`

function ageReason(reading: PortalReading, all: number, nowMs: number): Reason[] {
  const { ageSeconds } = reading
  const old = tenantsOf(reading.old)
  const shared = { ...bare, id: 'portal-age', rule: 'portal-age', link: '/sources' } as const
  if (ageSeconds === null) {
    return [{ ...shared, status: 'unknown', text: 'Nothing tells how old the portal statuses are', since: null }]
  }
  if (old === 0) return []
  if (old === all) {
    const since = new Date(Math.round(nowMs - ageSeconds * 1000)).toISOString()
    return [{ ...shared, status: 'stale', text: 'The portal probe has stopped pushing', since }]
  }
  const text = `Nobody pushes the portal statuses of ${ofTenants(old, all)} any more`
  return [{ ...shared, status: 'stale', text, since: null, link: '/tenants?status=stale' }]
}

type Told = TenantsByCode[number] & { current: boolean }

/** What one code says. That all was well is no news once it is not current. */
function codeReason({ current, ...told }: Told, all: number, book: SinceBook): Reason[] {
  const code = toCode(told.raw)
  const status: StatusWord = portalStatusWord(code)
  if (!current && status === 'ok') return []
  const text = `${portalStatusText(code)} from ${ofTenants(told.tenants, all)}`
  const begun = earliestSince(book, [toReading(told)])
  const shown = current ? { status, text } : { status: 'stale' as const, text: `${text}, as last heard` }
  return [
    {
      ...bare,
      ...shown,
      id: current ? `portal:${told.raw}` : `portal:${told.raw}:old`,
      rule: 'portal-status',
      since: begun.since,
      sinceAtLeast: begun.atLeast,
      link: status === 'ok' ? '/tenants' : `/tenants?status=${current ? status : 'stale'}`,
    },
  ]
}

/**
 * The status of Portal out of how many tenants have which code. Codes of a probe that stopped pushing, or whose age nobody
 * knows, or from a Prometheus that fails, are stale.
 */
export function portalReasons(reading: PortalReading, fresh: boolean, nowMs: number, since: SinceBook): Reason[] {
  const all = tenantsOf(reading.codes) + tenantsOf(reading.old)
  if (all === 0) {
    const text = 'No tenant has a portal status in Prometheus'
    return [
      { ...bare, id: 'portal:none', rule: 'portal-status', status: 'no-data', text, since: null, link: '/tenants' },
    ]
  }
  const current = fresh && reading.ageSeconds !== null
  const told = [
    ...reading.codes.map((code) => ({ ...code, current })),
    ...reading.old.map((code) => ({ ...code, current: false })),
  ]
  return [...(fresh ? ageReason(reading, all, nowMs) : []), ...told.flatMap((code) => codeReason(code, all, since))]
}

/** Text that is no number stays NaN, which is no HTTP status. */
function toCode(raw: string): number {
  try {
    return parseSampleValue(raw)
  } catch {
    return Number.NaN
  }
}
