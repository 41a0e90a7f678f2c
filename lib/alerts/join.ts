import type { GettableAlert } from '@/lib/alertmanager/schema'
import { canonicalLabels } from './fingerprint'
import type { AlertRow } from './schema'

type Labels = Readonly<Record<string, string>>

/** Labels by which sites tell their Prometheus servers apart in one Alertmanager. */
const placeLabels = ['region', 'cluster', 'datacenter', 'site', 'location']

/** A region of this console among those that may share its Alertmanager. */
export type Place = { region: string; otherRegions: readonly string[] }

/** Whether labels say that an alert is this region's or another's; null when they do not tell. */
export function placeOf(labels: Labels, { region, otherRegions }: Place): 'own' | 'other' | null {
  const said = placeLabels.map((name) => labels[name] ?? '')
  if (said.includes(region)) return 'own'
  return said.some((value) => otherRegions.includes(value)) ? 'other' : null
}

type Candidate = { alert: GettableAlert; isOwn: boolean }

/** Smaller is nearer. Of alerts that could be each other's the one that notifies counts: a neighbour's silence must hide none. */
function rankOf({ alert, isOwn }: Candidate): [number, number, number] {
  return [isOwn ? 0 : 1, Object.keys(alert.labels).length, alert.status.state === 'active' ? 0 : 1]
}

function isNearer(a: Candidate, b: Candidate): boolean {
  const [one, other] = [rankOf(a), rankOf(b)]
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)))
}

/**
 * Finds the Alertmanager alert of a Prometheus alert. Prometheus adds its external labels when it sends, so it is one that
 * repeats all labels; one whose additional labels name this region wins, then the fewest additional ones. Indexed by the sets of
 * label names that occur, so that 5,000 alerts cost 5,000 look-ups and not 25 million comparisons.
 */
export function indexByLabelNames(
  alerts: readonly GettableAlert[],
  nameSets: readonly (readonly string[])[],
  place: Place,
): (labels: Labels) => GettableAlert | undefined {
  const index = new Map<string, Candidate>()
  for (const alert of alerts) {
    for (const names of nameSets) {
      if (!names.every((name) => name in alert.labels)) continue
      const whose = placeOf(without(alert.labels, names), place)
      if (whose === 'other') continue
      const key = canonicalLabels(Object.fromEntries(names.map((name) => [name, alert.labels[name] ?? ''])))
      const candidate = { alert, isOwn: whose === 'own' }
      const known = index.get(key)
      if (!known || isNearer(candidate, known)) index.set(key, candidate)
    }
  }
  return (labels) => index.get(canonicalLabels(labels))?.alert
}

/** The sets of label names that occur. */
export function distinctNameSets(alerts: readonly { labels: Labels }[]): string[][] {
  const sets = new Map<string, string[]>()
  for (const { labels } of alerts) {
    const names = Object.keys(labels).sort()
    sets.set(JSON.stringify(names), names)
  }
  return [...sets.values()]
}

/** The rows of one region, and what Alertmanager alone still knows. */
export type JoinedAlerts = {
  rows: AlertRow[]
  /** Fingerprints of the Alertmanager's alerts that belong to rows. */
  matched: ReadonlySet<string>
  orphans: { fingerprint: string; row: AlertRow }[]
  /** Addresses of the Alertmanager. */
  alertmanager: readonly string[]
}

/** Rows of all regions, each alert once. What one of several regions with the same Alertmanager still reports is no other's. */
export function toAlertRows(regions: readonly JoinedAlerts[]): AlertRow[] {
  const isNeighbours = (own: JoinedAlerts, fingerprint: string) =>
    regions.some(
      (other) =>
        other !== own &&
        other.matched.has(fingerprint) &&
        other.alertmanager.some((address) => own.alertmanager.includes(address)),
    )
  const rows = regions.flatMap((own) => [
    ...own.orphans.filter(({ fingerprint }) => !isNeighbours(own, fingerprint)).map(({ row }) => row),
    ...own.rows,
  ])
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
