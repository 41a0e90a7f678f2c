import { statusOrder, statusRank } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { statusWords } from '@/lib/catalogue/vocabulary'
import type { AlertCounts } from '@/lib/services/schema'
import type { PortalReading } from './adapter'
import type { Tenant, TenantFilter, TenantRow, TenantSummary } from './schema'
import type { SinceBook } from './since'
import { type Hearing, portalStatus, pushKey } from './status'

/** What one region's Prometheus said. `alerts` is null while it never answered. */
export type RegionReadings = {
  region: string
  hearing: Hearing
  readings: ReadonlyMap<string, PortalReading>
  since: SinceBook
  alerts: ReadonlyMap<string, AlertCounts> | null
}

/** What `tenantFilterSchema` makes of no question at all: all tenants by id, as many as one answer carries. */
export const tenantFilterDefaults: TenantFilter = {
  q: '',
  status: [],
  region: [],
  cloud: [],
  sort: 'id',
  order: 'asc',
  offset: 0,
  limit: 1000,
}

const noAlerts: AlertCounts = { critical: 0, warning: 0, info: 0, unknown: 0 }

/** Ids as people count: t9 before t10. */
const byId = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Identity = Pick<TenantRow, 'id' | 'name' | 'region' | 'cloud' | 'portalUrl' | 'enabled' | 'version' | 'registered'>

function rowOf(identity: Identity, heard: RegionReadings | undefined, staleAfterSeconds: number): TenantRow {
  const { id } = identity
  const hearing = heard?.hearing ?? { prometheus: 'unconfigured' as const, gateway: null, staleAfterSeconds }
  const status = portalStatus(identity, heard?.readings.get(id), heard?.since.get(id), hearing)
  const alerts = heard?.alerts ? (heard.alerts.get(id) ?? noAlerts) : null
  return { ...identity, ...status, alerts }
}

/**
 * One row a tenant: those of the database, and those that only Prometheus knows. `tenants` is null while the database has never
 * been readable: whether a tenant is registered is then not known either.
 */
export function buildTenantRows(
  tenants: readonly Tenant[] | null,
  regions: readonly RegionReadings[],
  staleAfterSeconds: number,
): TenantRow[] {
  const heardIn = new Map(regions.map((region) => [region.region, region]))
  const rows = (tenants ?? []).map(({ id, name, region, cloud, portalUrl, enabled, version }) =>
    rowOf(
      { id, name, region, cloud, portalUrl, enabled, version, registered: true },
      heardIn.get(region),
      staleAfterSeconds,
    ),
  )
  const known = new Set(rows.map((row) => row.id))
  for (const heard of regions) {
    for (const { instance, cloud } of heard.readings.values()) {
      if (known.has(instance)) continue
      known.add(instance)
      const registered = tenants === null ? null : false
      const bare = { name: null, portalUrl: null, enabled: null, version: null, registered }
      rows.push(rowOf({ id: instance, region: heard.region, cloud, ...bare }, heard, staleAfterSeconds))
    }
  }
  return rows.sort((a, b) => byId.compare(a.id, b.id))
}

/** Beyond this many, as where a job pushes a group for each tenant, times would outweigh the rows: the rest is told by none. */
const maxPushTimes = 200

/** When each push came that brought some status, by the key that rows name it by. */
function pushTimes(regions: readonly RegionReadings[]): Record<string, string> {
  const times: Record<string, string> = {}
  for (const { region, readings } of regions) {
    for (const reading of readings.values()) {
      const key = pushKey(region, reading)
      if (key !== null && reading.pushedAtSeconds !== null && !(key in times)) {
        if (Object.keys(times).length >= maxPushTimes) return times
        times[key] = new Date(reading.pushedAtSeconds * 1000).toISOString()
      }
    }
  }
  return times
}

/** Counts over all rows, and the times that rows share. */
export function summariseTenants(rows: readonly TenantRow[], regions: readonly RegionReadings[]): TenantSummary {
  const byStatus = Object.fromEntries(statusWords.map((word) => [word, 0])) as Record<StatusWord, number>
  for (const row of rows) byStatus[row.status] += 1
  const unregistered = rows.filter((row) => row.registered === false).length
  const clouds = [...new Set(rows.flatMap((row) => row.cloud ?? []))].sort()
  return { total: rows.length, byStatus, unregistered, clouds, pushes: pushTimes(regions) }
}

/** When a row's status was pushed; null when nothing tells. */
export function pushedAt(row: Pick<TenantRow, 'push'>, summary: Pick<TenantSummary, 'pushes'>): string | null {
  return row.push === null ? null : (summary.pushes[row.push] ?? null)
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value))
}

function matchesWords(row: TenantRow, text: string): boolean {
  const haystack = [row.id, row.name ?? '', row.portalUrl ?? ''].join('\n').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

type Comparison = (a: TenantRow, b: TenantRow) => number

const compareBy: Readonly<Record<TenantFilter['sort'], Comparison>> = {
  id: () => 0,
  name: (a, b) => byId.compare(a.name ?? '', b.name ?? ''),
  region: (a, b) => a.region.localeCompare(b.region),
  cloud: (a, b) => (a.cloud ?? '').localeCompare(b.cloud ?? ''),
  status: (a, b) => statusRank(a.status) - statusRank(b.status),
  since: (a, b) => (a.since ?? '').localeCompare(b.since ?? ''),
  'response-time': (a, b) => (a.responseTimeMs ?? -1) - (b.responseTimeMs ?? -1),
}

/** Filtered and in the order asked for, equal rows by id; the input stays as it was. Paging is the caller's. */
export function filterTenants(rows: readonly TenantRow[], filter: TenantFilter): TenantRow[] {
  const compare = compareBy[filter.sort]
  const direction = filter.order === 'desc' ? -1 : 1
  return rows
    .filter(
      (row) =>
        isAmong(filter.status, row.status) &&
        isAmong(filter.region, row.region) &&
        isAmong(filter.cloud, row.cloud) &&
        matchesWords(row, filter.q),
    )
    .sort((a, b) => direction * (compare(a, b) || byId.compare(a.id, b.id)))
}

/** Statuses of a portal that does not answer as it should, worst first. What was switched off is no trouble. */
export const troubledStatuses: readonly StatusWord[] = statusOrder.filter((word) => word !== 'ok' && word !== 'paused')

/** The question for the worst portals, for the case that there are more tenants than the list of all carries. */
export function troubledPortals(limit: number): Partial<TenantFilter> {
  return { status: [...troubledStatuses], sort: 'status', limit }
}

/** Portals in trouble, worst first, of equal ones those that lasted longest first. */
export function worstPortals(rows: readonly TenantRow[]): TenantRow[] {
  return rows
    .filter(({ status }) => troubledStatuses.includes(status))
    .sort((a, b) => statusRank(a.status) - statusRank(b.status) || (a.since ?? '9').localeCompare(b.since ?? '9'))
}
