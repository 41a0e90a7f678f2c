import type { AlertRule } from '@/lib/alert-rules/schema'
import type { RuleCoverage, RuleHealth, RuleState } from '@/lib/alert-rules/vocabulary'
import type { StatusWord } from '@/lib/catalogue/schema'
import { formatDuration } from '@/lib/format/duration'

/** How a state is drawn: icon and colour of a status word, with the state's own name. */
export const stateLook: Readonly<Record<RuleState, { label: string; status: StatusWord; title: string }>> = {
  firing: { label: 'Firing', status: 'failing', title: 'Its condition has held for its waiting time.' },
  pending: { label: 'Pending', status: 'starting', title: 'Its condition holds, its waiting time is not over.' },
  inactive: { label: 'Inactive', status: 'ok', title: 'It was evaluated and nothing meets its condition.' },
  unknown: { label: 'Unknown', status: 'unknown', title: 'Prometheus has not evaluated it, or does not answer.' },
  'not-loaded': { label: 'Not loaded', status: 'no-data', title: 'Prometheus has no such rule, so it can never fire.' },
}

export const coverageWords: Readonly<Record<RuleCoverage, { label: string; title: string }>> = {
  loaded: { label: 'Documented', title: 'Prometheus has the rule, and the catalogue says what to do when it fires.' },
  'not-loaded': { label: 'Not loaded', title: 'Documented, but Prometheus has no such rule.' },
  undocumented: { label: 'Undocumented', title: 'Prometheus has the rule; the catalogue does not know it.' },
  unknown: { label: 'Unknown', title: 'Prometheus never answered, so nobody knows which rules it has.' },
}

export const healthWords: Readonly<Record<RuleHealth, string>> = {
  ok: 'Evaluates',
  err: 'Evaluation fails',
  unknown: 'Not evaluated yet',
}

/** "2 firing, 1 pending"; null where there is nothing to count. */
export function instancesText({ firing, pending }: Pick<AlertRule, 'firing' | 'pending'>): string | null {
  if (firing === null || pending === null) return null
  const parts = [firing > 0 ? `${firing} firing` : '', pending > 0 ? `${pending} pending` : ''].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'none'
}

/** How long a condition must hold before the rule fires. */
export function waitText(seconds: number): string {
  return seconds === 0 ? 'at once' : formatDuration(seconds)
}

export type TextPart = { kind: 'text' | 'label'; text: string }

/** Prometheus's templates as a reader wants them: `{{ $labels.pod }}` names a label whose value comes with each alert. */
export function templateParts(template: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of template.matchAll(/\{\{\s*\$(?:labels\.(\w+)|(value))[^}]*\}\}/g)) {
    if (match.index > end) parts.push({ kind: 'text', text: template.slice(end, match.index) })
    parts.push({ kind: 'label', text: match[1] ?? match[2] ?? '' })
    end = match.index + match[0].length
  }
  if (end < template.length) parts.push({ kind: 'text', text: template.slice(end) })
  return parts
}
