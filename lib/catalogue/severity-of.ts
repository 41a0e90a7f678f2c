import type { AlertSeverity } from './schema'
import { alertSeverities } from './vocabulary'

/**
 * The severity that a label `severity` names: `CRITICAL` (portal) and `Critical` (voice) are the same one. Other words, and none,
 * are `unknown`; never guessed.
 */
export function severityOf(printed: string | undefined): AlertSeverity | 'unknown' {
  const word = printed?.toLowerCase()
  return alertSeverities.find((severity) => severity === word) ?? 'unknown'
}
