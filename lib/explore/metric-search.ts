import type { MetricSearch } from './input-schema'
import type { MetricEntry, MetricList } from './schema'

/** Lower is better; null for no match. Each word must be somewhere; the name counts more than the help. */
function rankOf(entry: MetricEntry, words: readonly string[], whole: string): number | null {
  const name = entry.name.toLowerCase()
  const rest = `${entry.serviceName ?? ''} ${entry.help ?? ''}`.toLowerCase()
  if (!words.every((word) => name.includes(word) || rest.includes(word))) return null
  if (name === whole) return 0
  if (name.startsWith(whole)) return 1
  if (words.every((word) => name.includes(word))) return 2
  return words.some((word) => name.includes(word)) ? 3 : 4
}

const otherGroup = { id: 'other', label: 'Not documented' }

function groupOf(entry: MetricEntry): { id: string; label: string } {
  return entry.service ? { id: entry.service, label: entry.serviceName ?? entry.service } : otherGroup
}

type Found = { entry: MetricEntry; rank: number }

/**
 * Searches and pages. Groups keep together: without a search in the order of the list, with one the group of the best match first.
 */
export function searchMetrics(
  entries: readonly MetricEntry[],
  { q, group, offset, limit }: Pick<MetricSearch, 'q' | 'group' | 'offset' | 'limit'>,
): Pick<MetricList, 'items' | 'total' | 'known' | 'groups' | 'nextOffset'> {
  const whole = q.trim().toLowerCase()
  const words = whole.split(/\s+/).filter((word) => word !== '')
  const byGroup = new Map<string, { id: string; label: string; best: number; found: Found[] }>()
  for (const entry of entries) {
    const rank = words.length === 0 ? 0 : rankOf(entry, words, whole)
    if (rank === null) continue
    const { id, label } = groupOf(entry)
    const known = byGroup.get(id) ?? { id, label, best: rank, found: [] }
    known.best = Math.min(known.best, rank)
    known.found.push({ entry, rank })
    byGroup.set(id, known)
  }
  // Sorting is stable, so that equal ranks keep the list's order.
  const groups = [...byGroup.values()].sort((a, b) => a.best - b.best)
  const shown = groups.filter((one) => group === '' || one.id === group)
  const found = shown.flatMap((one) => one.found.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry))
  const items = found.slice(offset, offset + limit)
  return {
    items,
    total: found.length,
    known: entries.length,
    groups: groups.map(({ id, label, found: { length: count } }) => ({ id, label, count })),
    nextOffset: offset + items.length < found.length && items.length > 0 ? offset + items.length : null,
  }
}
