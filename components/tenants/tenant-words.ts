import { portalStatusText, statusOrder } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import type { ProbeFailure, TenantRow, TenantSummary } from '@/lib/tenants/schema'

/** What to call a tenant: its name, or its id where only Prometheus knows it. */
export function tenantName(row: Pick<TenantRow, 'id' | 'name'>): string {
  return row.name ?? row.id
}

/** Why there is no code now, for the dash in its place; the last one is named as what it was. */
export function noCodeReason(row: Pick<TenantRow, 'reason'>): string {
  return `No code is known now. ${row.reason}.`
}

const failureWords: Readonly<Record<ProbeFailure, string>> = {
  timeout: 'timeout',
  refused: 'refused',
  dns: 'no name',
  tls: 'TLS',
  network: 'broken',
  blocked: 'blocked',
}

/** The code now: `503`, or where no HTTP answer comes why not (`timeout`); null when nobody knows. */
export function codeText(row: Pick<TenantRow, 'httpStatus' | 'failureReason'>): string | null {
  if (row.httpStatus !== 0) return row.httpStatus === null ? null : String(row.httpStatus)
  return row.failureReason === null ? 'none' : failureWords[row.failureReason]
}

/** How many alerts fire for a tenant, all severities; null while nobody can say. */
export function alertTotal(row: Pick<TenantRow, 'alerts'>): number | null {
  return row.alerts && row.alerts.critical + row.alerts.warning + row.alerts.info + row.alerts.unknown
}

/** What a portal can be. Each has its place beside the others also while no tenant has it, so that none moves when one comes. */
const portalWords: readonly StatusWord[] = ['failing', 'stale', 'unknown', 'no-data', 'paused', 'ok']

/** How many tenants have which status, worst first. */
export function statusCounts(summary: Pick<TenantSummary, 'byStatus'>): { status: StatusWord; count: number }[] {
  return statusOrder.flatMap((status) => {
    const count = summary.byStatus[status]
    return count > 0 || portalWords.includes(status) ? [{ status, count }] : []
  })
}

/** The last code in words, for a status that is not current: `HTTP 200`. Null when none was ever heard. */
export function lastHeard(row: Pick<TenantRow, 'lastHttpStatus'>): string | null {
  return row.lastHttpStatus === null ? null : portalStatusText(row.lastHttpStatus)
}

/** An address that may stand in a link; null for anything but http and https. */
export function linkAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return /^https?:$/.test(new URL(url).protocol) ? url : null
}
