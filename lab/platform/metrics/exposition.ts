/** The Prometheus text format, version 0.0.4. */

export const textContentType = 'text/plain; version=0.0.4; charset=utf-8'

export type Labels = readonly (readonly [name: string, value: string])[]

export function escapeLabelValue(value: string): string {
  return /[\\"\n]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n') : value
}

/** `a="1",b="2"`, without braces. */
export function labelText(labels: Labels): string {
  let text = ''
  for (const [name, value] of labels) text += `${text ? ',' : ''}${name}="${escapeLabelValue(value)}"`
  return text
}

export function sampleLine(name: string, labels: string, value: number): string {
  return labels ? `${name}{${labels}} ${value}\n` : `${name} ${value}\n`
}

export function familyHeader(name: string, type: string, help: string): string {
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n`
}

/** Families whose samples come from many objects, kept apart so that each family stays in one piece, as the format asks. */
export class FamilyBuffer {
  readonly #families = new Map<string, { header: string; parts: string[] }>()

  define(name: string, type: 'counter' | 'gauge', help: string): void {
    this.#families.set(name, { header: familyHeader(name, type, help), parts: [] })
  }

  add(name: string, labels: string, value: number): void {
    const family = this.#families.get(name)
    if (!family) throw new Error(`no family ${name}`)
    family.parts.push(sampleLine(name, labels, value))
  }

  /** One piece of text for each family that has samples. */
  *chunks(): Generator<string> {
    for (const { header, parts } of this.#families.values()) {
      if (parts.length > 0) yield header + parts.join('')
    }
  }

  toString(): string {
    return [...this.chunks()].join('')
  }
}
