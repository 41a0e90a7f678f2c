import 'server-only'
import { filterAlerts } from '../model'
import type { AlertFilter, AlertList } from '../schema'
import { alertsFeed } from './feed'

/** Rows an answer carries at most; `total` and `summary` count the rest too. */
export const maxAlertRows = 1000

/** Alerts that match, in reading order; at most 1,000 of `total`. Never throws for a source that is down: see `sources`. */
export async function listAlerts(filter: AlertFilter): Promise<AlertList> {
  const snapshot = await alertsFeed().read()
  const matching = filterAlerts(snapshot.items, filter)
  return { ...snapshot, items: matching.slice(0, maxAlertRows), total: matching.length }
}
