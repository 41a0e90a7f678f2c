import { indexBelow, numberBetween } from '../load/seeded-number'
import type { Activation } from '../scenarios/scenario'
import type { World } from '../world'

const dayMs = 86_400_000
const minuteMs = 60_000

/** How many days of history a new lab is given. */
export const historyDays = 7

/** Trouble that a week may bring. Nothing that would have replaced a pod: those of the start are as old as they say. */
const troubles = [
  { scenario: 'slow-dialplan', target: 'dialplan', option: '', minutes: [8, 25] },
  { scenario: 'kafka-lag', target: 'agent', option: '', minutes: [6, 18] },
  { scenario: 'redis-down', target: 'ors', option: '', minutes: [2, 7] },
  { scenario: 'config-node-down', target: 'config', option: '', minutes: [2, 6] },
  { scenario: 'kafka-lag', target: 'sipfe', option: '', minutes: [5, 12] },
  { scenario: 'redis-down', target: 'agent', option: '', minutes: [1, 4] },
] as const

/**
 * Scenarios that ran, and were healed, in the week before the lab was born: the back-filled history shows them, and
 * the counters of the live platform have counted them.
 */
export function pastIncidents({ seed, bornMs }: Pick<World, 'seed' | 'bornMs'>): Activation[] {
  return troubles
    .map(({ scenario, target, option, minutes: [least, most] }, index) => {
      const name = `incident/${index}`
      // The last day stays quiet: what happens today, an operator has seen to.
      const day = 1 + indexBelow(seed, `${name}/day`, historyDays - 1)
      const startMs = bornMs - day * dayMs - numberBetween(seed, `${name}/start`, 2, 20) * 60 * minuteMs
      const sinceMs = Math.round(Math.max(startMs, bornMs - historyDays * dayMs + minuteMs))
      const untilMs = Math.round(sinceMs + numberBetween(seed, `${name}/length`, least, most) * minuteMs)
      return { scenario, target, option, sinceMs, untilMs }
    })
    .toSorted((a, b) => a.sinceMs - b.sinceMs)
}

/** What a portal answered at a time: 200, an HTTP error, or 0 for no answer at all. */
export interface PortalOutage {
  sinceMs: number
  untilMs: number
  code: number
}

const outageCodes = [503, 503, 500, 502, 404, 0] as const

/** Up to three outages in the week for each tenant, most of them minutes long; none in the last hour. */
export function portalOutages({ seed, bornMs }: Pick<World, 'seed' | 'bornMs'>, tenant: string): PortalOutage[] {
  const count = Math.floor(numberBetween(seed, `outages/${tenant}`, 0, 3.4))
  const firstMs = bornMs - historyDays * dayMs
  return Array.from({ length: count }, (_, index) => {
    const name = `outages/${tenant}/${index}`
    const share = numberBetween(seed, `${name}/start`, 0, 1)
    const sinceMs = Math.round(firstMs + share * (historyDays * dayMs - 90 * minuteMs))
    // A squared draw: many short ones, a few that woke somebody.
    const minutes = 2 + 28 * numberBetween(seed, `${name}/length`, 0, 1) ** 2
    const code = outageCodes[indexBelow(seed, `${name}/code`, outageCodes.length)] ?? 503
    return { sinceMs, untilMs: Math.round(sinceMs + minutes * minuteMs), code }
  }).toSorted((a, b) => a.sinceMs - b.sinceMs)
}

export function portalStatusAt(outages: readonly PortalOutage[], timeMs: number): number {
  return outages.find(({ sinceMs, untilMs }) => timeMs >= sinceMs && timeMs < untilMs)?.code ?? 200
}
