import type { Stack } from '@/lab/stack/stack'

export type Sample = { name: string; labels: Readonly<Record<string, string>>; value: number }

/** The samples of an exposition. Enough for our own metrics, whose label values have no braces. */
export function parseSamples(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([a-z_]+)(?:\{([^}]*)\})? (\S+)$/.exec(line)
    if (!match?.[1]) return []
    const pairs = [...(match[2] ?? '').matchAll(/([a-z_]+)="([^"]*)"/g)].map((pair) => [pair[1] ?? '', pair[2] ?? ''])
    return [{ name: match[1], labels: Object.fromEntries(pairs), value: Number(match[3]) }]
  })
}

export async function readMetrics(stack: Stack): Promise<Sample[]> {
  const response = await fetch(`${stack.run().console}/metrics`)
  if (!response.ok) throw new Error(`/metrics answered ${response.status}.`)
  return parseSamples(await response.text())
}

export function sum(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  return samples
    .filter((one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value))
    .reduce((total, one) => total + one.value, 0)
}

/** Resident memory of the console's server process in MiB, as it reports it itself. */
export async function consoleMemoryMegabytes(stack: Stack): Promise<number> {
  return sum(await readMetrics(stack), 'process_resident_memory_bytes') / 1024 ** 2
}
