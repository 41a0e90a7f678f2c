import type { World } from '../world'
import type { Effect } from './effect'

export interface Choice {
  name: string
  about: string
  /** Other words for it. */
  aliases?: readonly string[]
}

export interface ScenarioCall {
  world: World
  target: string
  option: string
}

/** One way to break the platform. */
export interface Scenario {
  name: string
  /** One line for `list`. */
  summary: string
  /** What it can be aimed at; the first is the default. */
  targets: (world: World) => readonly Choice[]
  /** How, where there is more than one way; the first is the default. */
  options?: readonly Choice[]
  /** Options beyond those listed, such as any HTTP status. Returns what is wrong with one, or undefined. */
  refuseOption?: (option: string) => string | undefined
  effects: (call: ScenarioCall) => readonly Effect[]
}

/** A scenario while it lasts, or as it lasted. */
export interface Activation {
  scenario: string
  target: string
  option: string
  sinceMs: number
  /** Absent: still lasts. */
  untilMs?: number
}
