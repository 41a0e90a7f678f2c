import 'server-only'
import { matchesRuleFilter } from '../model'
import { alertRuleFilterSchema } from '../schema'
import { alertRulesFeed } from './feed'

/** Alerting rules whose name, id, service or condition has these words, each key once: what the command palette offers. */
export async function findAlertRules(text: string, limit: number): Promise<{ items: { id: string; name: string }[] }> {
  const filter = alertRuleFilterSchema.parse({ kind: ['alerting'], text })
  const { items } = await alertRulesFeed().read()
  const found = new Map<string, { id: string; name: string; region: string }>()
  for (const row of items) {
    if (found.size === limit) break
    if (found.has(row.key) || !matchesRuleFilter(row, filter)) continue
    // The place that the palette has for a region says the service: rules of one name have several.
    found.set(row.key, { id: row.key, name: row.name, region: row.serviceLabel ?? '' })
  }
  return { items: [...found.values()] }
}
