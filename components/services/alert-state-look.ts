import type { StatusWord } from '@/lib/catalogue/schema'
import type { ServiceAlert } from '@/lib/services/schema'
import type { AlertRuleState } from '@/lib/services/vocabulary'

const words: Readonly<Record<AlertRuleState, string>> = {
  firing: 'Firing',
  pending: 'Pending',
  broken: 'Cannot be evaluated',
  unknown: 'Not known',
  'not-loaded': 'Not loaded in Prometheus',
  inactive: 'Inactive',
}

const statuses: Readonly<Record<AlertRuleState, StatusWord>> = {
  firing: 'failing',
  pending: 'starting',
  broken: 'unknown',
  unknown: 'unknown',
  'not-loaded': 'no-data',
  inactive: 'ok',
}

/** Icon, word and colour of an alert's state: a firing warning is no failure. */
export function alertStateLook({ state, severity }: Pick<ServiceAlert, 'state' | 'severity'>): {
  status: StatusWord
  word: string
} {
  const status = state === 'firing' && severity !== 'critical' ? 'degraded' : statuses[state]
  return { status, word: words[state] }
}

/** "Firing" with all it is about: "Firing for 3". */
export function alertStateText(alert: Pick<ServiceAlert, 'state' | 'instances' | 'instanceTotal'>): string {
  return alert.instanceTotal > 1 ? `${words[alert.state]}, ${alert.instanceTotal} times` : words[alert.state]
}

const placeholder = /\{\{\s*\$labels\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g
const valuesShown = 3

/** A documented action in which labels stand: filled in from the alerts that fire, else named. */
export function fillAction(action: string, instances: ServiceAlert['instances']): string {
  return action.replace(placeholder, (_, label: string) => {
    const values = [...new Set(instances.flatMap(({ labels }) => labels[label] ?? []))].sort()
    if (values.length === 0) return `(the ${label} in the alert)`
    const rest = values.length - valuesShown
    return values.slice(0, valuesShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  })
}
