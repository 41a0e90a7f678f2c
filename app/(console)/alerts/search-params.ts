import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { alertRowSeverities, alertStates } from '@/lib/alerts/vocabulary'

/** What of the view stands in the URL: the filter, in the same words as the API's, and the alert that is open. */
export const alertSearchParams = {
  severity: parseAsArrayOf(parseAsStringLiteral(alertRowSeverities)).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(alertStates)).withDefault([]),
  service: parseAsArrayOf(parseAsString).withDefault([]),
  tenant: parseAsString.withDefault(''),
  region: parseAsArrayOf(parseAsString).withDefault([]),
  text: parseAsString.withDefault(''),
  alert: parseAsString.withDefault(''),
}
