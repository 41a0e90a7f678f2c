import type { SourceState } from '@/lib/sources/schema'

/** A database that answered once: the list of tenants is then its last word, and everything Prometheus says is current. */
export function databaseLapse(sources: readonly SourceState[]): SourceState | null {
  const database = sources.find((source) => source.name === 'postgresql')
  return database && database.status !== 'ok' && database.observedAt !== null ? database : null
}

/** The sources whose failure makes statuses old or the list incomplete; `region` narrows them to those of one tenant. */
export function statusSources(sources: readonly SourceState[], region?: string): SourceState[] {
  const lapse = databaseLapse(sources)
  return sources.filter(
    (source) => source !== lapse && (region === undefined || source.region === region || source.name === 'postgresql'),
  )
}
