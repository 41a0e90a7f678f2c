import type { PortalReading } from './adapter'

/** No two answers take equally long. What differs less than this says nothing new, and would make each push a change of each row. */
const noticeableSeconds = 0.02
const noticeableRatio = 0.25

function isNoticeable(before: number, after: number): boolean {
  return Math.abs(after - before) > Math.max(noticeableSeconds, before * noticeableRatio)
}

/** Readings whose response time is the one shown before, unless it moved by more than 20 ms and a quarter. All else is as read. */
export function steadyReadings(
  before: ReadonlyMap<string, PortalReading>,
  after: ReadonlyMap<string, PortalReading>,
): ReadonlyMap<string, PortalReading> {
  const steady = new Map<string, PortalReading>()
  for (const [id, reading] of after) {
    const shown = before.get(id)?.durationSeconds ?? null
    const now = reading.durationSeconds
    const keep = shown !== null && now !== null && !isNoticeable(shown, now)
    steady.set(id, keep ? { ...reading, durationSeconds: shown } : reading)
  }
  return steady
}
