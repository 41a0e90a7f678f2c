import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { ruleCoverages, ruleSeverities, ruleStates } from '@/lib/alert-rules/vocabulary'

/** What of the view stands in the URL: the filter, in the same words as the API's, and the rule that is open. */
export const ruleSearchParams = {
  state: parseAsArrayOf(parseAsStringLiteral(ruleStates)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(ruleSeverities)).withDefault([]),
  coverage: parseAsArrayOf(parseAsStringLiteral(ruleCoverages)).withDefault([]),
  service: parseAsArrayOf(parseAsString).withDefault([]),
  region: parseAsArrayOf(parseAsString).withDefault([]),
  text: parseAsString.withDefault(''),
  rule: parseAsString.withDefault(''),
  /** The region of the open rule; without it the one in which the rule is worst. */
  in: parseAsString.withDefault(''),
}
