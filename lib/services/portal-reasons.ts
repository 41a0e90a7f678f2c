import { portalStatusText, portalStatusWord } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { parseSampleValue } from '@/lib/prometheus/schema'
import type { PortalReading } from './parts'
import type { Reason } from './schema'

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
export function portalReasons(reading: PortalReading, fresh: boolean, nowMs: number): Reason[] {
  const all = reading.codes.reduce((sum, { tenants }) => sum + tenants, 0)
  if (all === 0) {
    const text = 'No tenant has a portal status in Prometheus'
    return [
      { ...bare, id: 'portal:none', rule: 'portal-status', status: 'no-data', text, since: null, link: '/tenants' },
    ]
  }
  const age = fresh ? ageReason(reading, nowMs) : []
  const current = fresh && age.length === 0
  const codes = reading.codes.map(({ raw, tenants }) => {
    const code = toCode(raw)
    const status: StatusWord = portalStatusWord(code)
    return {
      raw,
      status,
      text: `${portalStatusText(code)} from ${tenants} of ${all} ${all === 1 ? 'tenant' : 'tenants'}`,
    }
  })
  return [
    ...age,
    ...codes
      .filter(({ status }) => current || status !== 'ok')
      .map(({ raw, status, text }): Reason => {
        const link = status === 'ok' ? '/tenants' : `/tenants?status=${status}`
        const shown = current ? { status, text } : { status: 'stale' as const, text: `${text}, as last heard` }
        return { ...bare, ...shown, id: `portal:${raw}`, rule: 'portal-status', since: null, link }
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
