/**
 * The one place where text from outside enters PromQL. A label value is any Unicode text; inside double quotes PromQL reads
 * Go's escapes, so backslash, quote and control characters are written as escapes and everything else as it is.
 */
export function escapeLabelValue(value: string): string {
  let escaped = ''
  // Half a surrogate pair is no character; UTF-8 has no bytes for it.
  for (const character of value.replace(/\p{Surrogate}/gu, '\uFFFD')) {
    const code = character.codePointAt(0) ?? 0
    if (character === '\\') escaped += '\\\\'
    else if (character === '"') escaped += '\\"'
    else if (character === '\n') escaped += '\\n'
    // Written out, Prometheus takes it for broken UTF-8: its language has one value for both.
    else if (character === '\uFFFD') escaped += '\\ufffd'
    else if (code < 0x20 || code === 0x7f) escaped += `\\x${code.toString(16).padStart(2, '0')}`
    else escaped += character
  }
  return escaped
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/

export type MatchOperator = '=' | '!=' | '=~' | '!~'

/** One label matcher. `value` of `=~` and `!~` is a regular expression: build it with `oneOf` when it comes from outside. */
export function matcher(name: string, operator: MatchOperator, value: string): string {
  if (!labelName.test(name)) throw new RangeError(`not a label name: ${JSON.stringify(name)}`)
  return `${name}${operator}"${escapeLabelValue(value)}"`
}

/** Text as a regular expression (RE2, fully anchored by Prometheus) that matches exactly this text. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
}

/**
 * A regular expression that matches any of these texts and nothing else, in a stable order so that equal questions are
 * equal queries. No texts: an expression that matches nothing (`[^\s\S]`), because an empty one would match "label absent".
 */
export function oneOf(texts: Iterable<string>): string {
  const alternatives = [...new Set(texts)].sort().map(escapeRegex)
  return alternatives.length === 0 ? '[^\\s\\S]' : alternatives.join('|')
}

/** The namespaces that are watched as a matcher; none are named where the region has no Kubernetes to name them. */
export function inNamespaces(namespaces: readonly string[] | null): string[] {
  return namespaces === null ? [] : [matcher('namespace', '=~', oneOf(namespaces))]
}

/** An instant-vector selector: `metric{a="b",c=~"d|e"}`. */
export function selector(metric: string, matchers: readonly string[] = []): string {
  if (!metricName.test(metric)) throw new RangeError(`not a metric name: ${JSON.stringify(metric)}`)
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`
}

/** Keeps what carries none of these regions in its label `region`: what carries no such label may be anybody's. */
export function notOf(regions: readonly string[]): string[] {
  return regions.length === 0 ? [] : [matcher('region', '!~', oneOf(regions))]
}
