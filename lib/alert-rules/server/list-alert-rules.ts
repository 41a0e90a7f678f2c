import 'server-only'
import { filterRules } from '../model'
import type { AlertRuleFilter, AlertRuleList } from '../schema'
import { alertRulesFeed } from './feed'

/** Rows an answer carries at most; `total` and `summary` count the rest too. */
const maxRules = 1000

/** Rules that match, in reading order; at most 1,000 of `total`. Never throws for a source that is down: see `sources`. */
export async function listAlertRules(filter: AlertRuleFilter): Promise<AlertRuleList> {
  const snapshot = await alertRulesFeed().read()
  const matching = filterRules(snapshot.items, filter)
  return { ...snapshot, items: matching.slice(0, maxRules), total: matching.length }
}
