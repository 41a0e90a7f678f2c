import { type PortalReading, pushOf } from './adapter'

/** What Prometheus says of portals: readings by tenant, and the pushes it knows of. */
export type PortalAnswer = {
  readings: ReadonlyMap<string, PortalReading>
  pushes: ReadonlySet<string>
  /** Whether Prometheus reads the Pushgateway; null when nothing tells. */
  gateway: 'up' | 'down' | null
}

/**
 * Readings with those of before whose push Prometheus no longer knows of: it cannot read the gateway, or the gateway forgot. A
 * reading that a push left out is none: its pusher took it away.
 */
export function withLost(
  before: ReadonlyMap<string, PortalReading>,
  { readings, pushes }: PortalAnswer,
): ReadonlyMap<string, PortalReading> {
  const all = new Map(readings)
  for (const [id, reading] of before) {
    if (all.has(id) || reading.pushedAtSeconds === null || pushes.has(pushOf(reading.job, reading.group))) continue
    all.set(id, { ...reading, lost: true })
  }
  return all
}
