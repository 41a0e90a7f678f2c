import { Gauge, Registry } from 'prom-client'

/** One gauge with all its samples. Label names must be the same in each sample. */
export type GaugeFamily = {
  name: string
  help: string
  labelNames: readonly string[]
  samples: readonly { labels: Readonly<Record<string, string>>; value: number }[]
}

/** The Prometheus text format of these gauges. Throws when a name is not a metric's or a label is not declared. */
export async function toExposition(families: readonly GaugeFamily[]): Promise<string> {
  const registry = new Registry()
  for (const family of families) {
    const gauge = new Gauge({
      name: family.name,
      help: family.help,
      labelNames: [...family.labelNames],
      registers: [registry],
    })
    for (const sample of family.samples) gauge.set({ ...sample.labels }, sample.value)
  }
  return registry.metrics()
}
