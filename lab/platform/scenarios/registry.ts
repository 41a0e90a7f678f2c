import type { World } from '../world'
import { callbackErrors } from './callback-errors'
import { configNodeDown } from './config-node-down'
import { cpuHot } from './cpu-hot'
import { envoyDown } from './envoy-down'
import { kafkaLag } from './kafka-lag'
import { podCrashloop } from './pod-crashloop'
import { podPending } from './pod-pending'
import { portalDown } from './portal-down'
import { redisDown } from './redis-down'
import type { Choice, Scenario, ScenarioCall } from './scenario'
import { slowDialplan } from './slow-dialplan'
import { sourceDown } from './source-down'
import { trunkOutOfService } from './trunk-out-of-service'

export const scenarios: readonly Scenario[] = [
  redisDown,
  kafkaLag,
  configNodeDown,
  envoyDown,
  podCrashloop,
  podPending,
  portalDown,
  trunkOutOfService,
  slowDialplan,
  cpuHot,
  callbackErrors,
  sourceDown,
]

/** A request that names nothing we have: its message is one sentence for the person who typed it. */
export class UnknownChoiceError extends Error {
  override readonly name = 'UnknownChoiceError'
}

/** By full name, or by a beginning that only one has (`redis`, `portal`). */
export function findScenario(name: string): Scenario {
  const exact = scenarios.find((entry) => entry.name === name)
  if (exact) return exact
  const starting = name === '' ? [] : scenarios.filter((entry) => entry.name.startsWith(name))
  const [only, ...more] = starting
  if (only && more.length === 0) return only
  const names = (more.length > 0 ? starting : scenarios).map((entry) => entry.name).join(', ')
  throw new UnknownChoiceError(
    more.length > 0
      ? `“${name}” could be ${names}: please type more of it.`
      : `There is no scenario “${name}”; choose one of ${names}.`,
  )
}

export interface ResolvedCall extends ScenarioCall {
  scenario: Scenario
}

/** What a person typed, made whole by defaults. Throws UnknownChoiceError. */
export function resolveCall(world: World, typed: { scenario: string; target?: string; option?: string }): ResolvedCall {
  const scenario = findScenario(typed.scenario)
  const targets = scenario.targets(world)
  const options = scenario.options ?? []
  // `break portal-down dns` aims at the default target: the word is none of its targets, but one of its options.
  const isOptionOnly =
    typed.option === undefined &&
    typed.target !== undefined &&
    !choose(targets, typed.target) &&
    accepts(scenario, typed.target)
  const target = isOptionOnly ? undefined : typed.target
  const option = isOptionOnly ? typed.target : typed.option
  return {
    world,
    scenario,
    target: resolveTarget(scenario, targets, target),
    option: resolveOption(scenario, options, option),
  }
}

function choose(choices: readonly Choice[], typed: string): Choice | undefined {
  return choices.find(({ name, aliases = [] }) => name === typed || aliases.includes(typed))
}

function accepts(scenario: Scenario, option: string): boolean {
  const isListed = choose(scenario.options ?? [], option) !== undefined
  return isListed || (scenario.refuseOption !== undefined && scenario.refuseOption(option) === undefined)
}

function resolveTarget({ name }: Scenario, targets: readonly Choice[], typed: string | undefined): string {
  const found = typed === undefined ? targets[0] : choose(targets, typed)
  if (found) return found.name
  throw new UnknownChoiceError(`${name} has no target “${typed}”; choose one of ${listNames(targets)}.`)
}

function resolveOption(scenario: Scenario, options: readonly Choice[], typed: string | undefined): string {
  if (typed === undefined) return options[0]?.name ?? ''
  const found = choose(options, typed)
  if (found) return found.name
  if (accepts(scenario, typed)) return typed
  if (options.length === 0) throw new UnknownChoiceError(`${scenario.name} takes no option, but “${typed}” was given.`)
  const hint = scenario.refuseOption?.(typed) ?? `choose one of ${listNames(options)}`
  throw new UnknownChoiceError(`${scenario.name} has no option “${typed}”; ${hint}.`)
}

/** Thousands of tenants would fill the screen: the first dozen tell the pattern. */
export function listNames(choices: readonly Choice[]): string {
  const names = choices.map(({ name }) => name)
  if (names.length <= 16) return names.join(', ')
  return `${names.slice(0, 12).join(', ')} … ${names.at(-1)} (${names.length} in all)`
}
