import type { Sample } from './schema'

type Labels = Readonly<Record<string, string>>

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

function withMatchers(name: string, labels: readonly (readonly [string, string])[]): string {
  const inner = labels.map(([label, value]) => `${label}=${quoted(value)}`).join(', ')
  return inner === '' ? name : `${name}{${inner}}`
}

function entriesOf({ __name__: _name, ...labels }: Labels): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** A series as PromQL writes it: `up{job="a"}`; `{}` for one without name and labels. */
export function seriesName(labels: Labels): string {
  return withMatchers(labels.__name__ ?? '', entriesOf(labels)) || '{}'
}

/**
 * What tells series apart from each other: only names and labels in which they differ, a lone label by its value. Series that are
 * equal in all of it keep their full names.
 */
export function shortNames(all: readonly Labels[]): string[] {
  const differing = new Set<string>()
  const [first] = all
  for (const labels of all) {
    for (const name of new Set([...Object.keys(labels), ...Object.keys(first ?? {})])) {
      if (labels[name] !== first?.[name]) differing.add(name)
    }
  }
  const names = all.map((labels) => {
    const kept = entriesOf(labels).filter(([name]) => differing.has(name))
    const metric = differing.has('__name__') ? (labels.__name__ ?? '') : ''
    const [only] = kept
    if (metric === '' && kept.length === 1 && only) return only[1] === '' ? seriesName(labels) : only[1]
    return withMatchers(metric, kept) || seriesName(labels)
  })
  return new Set(names).size === names.length ? names : all.map(seriesName)
}

/** Every label that a series of the list has, the metric's name first. */
export function labelColumns(all: readonly Labels[]): string[] {
  const names = new Set(all.flatMap((labels) => Object.keys(labels)))
  const rest = [...names].filter((name) => name !== '__name__').sort()
  return names.has('__name__') ? ['__name__', ...rest] : rest
}

/** The number of a sample as it came over the wire. */
export function sampleValue(sample: Sample): number {
  if (typeof sample === 'number') return sample
  if (sample === 'NaN') return Number.NaN
  return sample === '+Inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}
