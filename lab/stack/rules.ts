import { parse, stringify } from 'yaml'

const secondsIn = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 } as const

/** Seconds of a Prometheus duration such as `10m` or `1h30m`; null when it is none. */
export function parseDurationSeconds(text: string): number | null {
  const pattern = /(\d+)(ms|[smhdwy])/gy
  let seconds = 0
  let end = 0
  for (const [whole, count, unit] of text.matchAll(pattern)) {
    seconds += Number(count) * secondsIn[unit as keyof typeof secondsIn]
    end += whole.length
  }
  return end > 0 && end === text.length ? seconds : null
}

const waits = ['for', 'keep_firing_for'] as const

type Rule = Partial<Record<(typeof waits)[number], string>> & Record<string, unknown>
type RuleFile = { groups?: { interval?: string; rules?: Rule[] }[] }

/**
 * A copy of a rule file whose waiting times are `speed` times as short, one second at the least; expressions and their
 * ranges stay as they ship. Group intervals go, so that the global one holds. Throws when a waiting time is not a duration.
 */
export function scaleRules(yaml: string, speed: number): string {
  if (speed === 1) return yaml
  const file = parse(yaml) as RuleFile
  for (const group of file.groups ?? []) {
    delete group.interval
    for (const rule of group.rules ?? []) {
      for (const wait of waits) {
        const text = rule[wait]
        if (text === undefined) continue
        const seconds = parseDurationSeconds(text)
        if (seconds === null) throw new Error(`${String(rule.alert)}: ${wait}: ${text} is not a duration`)
        rule[wait] = seconds === 0 ? '0s' : `${Math.max(1_000, Math.round((seconds * 1_000) / speed))}ms`
      }
    }
  }
  return stringify(file)
}
