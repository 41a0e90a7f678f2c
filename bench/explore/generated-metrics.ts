export type GeneratedScale = { names: number; series: number; minutes: number }

/** A sample each minute keeps the files small; the explorer's steps are no finer than 15 s anyway. */
const intervalSeconds = 60

/**
 * OpenMetrics text of `series` series under `names` names: half of them gauges, half counters, so that both kinds of charts are
 * drawn. Deterministic, so that two runs measure the same.
 */
export function generatedMetrics({ names, series, minutes }: GeneratedScale, endSeconds: number): string {
  const perName = Math.ceil(series / names)
  const parts: string[] = []
  for (let name = 0; name < names; name += 1) {
    const isCounter = name % 2 === 1
    const family = `bench_${isCounter ? 'events' : 'level'}_${String(name).padStart(5, '0')}`
    parts.push(`# TYPE ${family} ${isCounter ? 'counter' : 'gauge'}`, `# HELP ${family} Generated metric ${name}.`)
    for (let member = 0; member < perName; member += 1) {
      for (let minute = minutes; minute >= 0; minute -= 1) {
        const at = endSeconds - minute * intervalSeconds
        const value = isCounter
          ? (minutes - minute) * (member + 1)
          : ((name * 31 + member * 17 + minute * 7) % 1000) / 10
        parts.push(`${family}${isCounter ? '_total' : ''}{pod="pod-${member}"} ${value} ${at}`)
      }
    }
  }
  return parts.join('\n')
}
