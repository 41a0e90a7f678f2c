import type { FaviconState } from '@/components/layout/favicon'
import type { AlertList } from '@/lib/alerts/schema'

/**
 * What the tab's icon says of the alerts. Firing ones count whatever else fails: a known alarm beats a doubt. Without any, a
 * source that fails leaves a doubt, and no answer at all means unknown.
 */
export function toFaviconState(list: AlertList | undefined, failed: boolean): FaviconState {
  if (!list) return { kind: 'unknown' }
  const count = list.summary.critical + list.summary.warning + list.summary.unknownSeverity
  if (count > 0) return { kind: 'firing', count }
  // What is not configured owes no answer; without anything configured nobody was asked.
  const asked = list.sources.filter((source) => source.status !== 'paused')
  if (failed || asked.some((source) => source.status !== 'ok')) return { kind: 'erring' }
  return asked.length === 0 ? { kind: 'unknown' } : { kind: 'calm' }
}
