import type { FaultTimeline } from '../scenarios/fault-timeline'
import { findScenario, listNames, resolveCall, scenarios, UnknownChoiceError } from '../scenarios/registry'
import type { Activation } from '../scenarios/scenario'
import type { World } from '../world'

/** Stops and starts servers of the stack, and makes them answer wrongly. Throws with one sentence when it cannot. */
export interface SourceSwitch {
  begin: (part: string, mode: string) => Promise<void>
  end: (part: string, mode: string) => Promise<void>
}

export interface ScenarioLine {
  name: string
  summary: string
  targets: string
  options: { name: string; about: string }[]
}

export interface ActiveLine {
  scenario: string
  target: string
  option: string
  since: string
}

/** Breaks and heals on request. */
export class ScenarioControl {
  constructor(
    private readonly world: World,
    private readonly faults: FaultTimeline,
    private readonly sources: SourceSwitch,
    private readonly now: () => number,
  ) {}

  /**
   * Starts a scenario. The same one on the same target with another option takes the place of the first. Throws
   * UnknownChoiceError.
   */
  async break(typed: { scenario: string; target?: string; option?: string }): Promise<ActiveLine> {
    const { scenario, target, option, world } = resolveCall(this.world, typed)
    const same = this.faults.active.find((entry) => entry.scenario === scenario.name && entry.target === target)
    if (same?.option === option) return lineOf(same)
    if (same) await this.#end([same])
    for (const effect of scenario.effects({ world, target, option })) {
      if (effect.kind === 'source') await this.sources.begin(effect.part, effect.mode)
    }
    const activation: Activation = { scenario: scenario.name, target, option, sinceMs: this.now() }
    this.faults.replace([...this.faults.activations, activation])
    return lineOf(activation)
  }

  /** Ends what is active: of one scenario, on one target, or everything. Throws UnknownChoiceError. */
  async heal(typed: { scenario?: string; target?: string }): Promise<ActiveLine[]> {
    const all = typed.scenario === undefined || typed.scenario === 'all'
    const name = all ? undefined : findScenario(typed.scenario ?? '').name
    const target =
      name && typed.target ? resolveCall(this.world, { scenario: name, target: typed.target }).target : undefined
    const ended = this.faults.active.filter(
      (entry) => (!name || entry.scenario === name) && (!target || entry.target === target),
    )
    if (ended.length === 0 && name) {
      const active = this.faults.active.map((entry) => `${entry.scenario} ${entry.target}`).join(', ')
      throw new UnknownChoiceError(
        `${[name, target].filter(Boolean).join(' ')} is not active; ${active ? `active: ${active}` : 'nothing is'}.`,
      )
    }
    await this.#end(ended)
    return ended.map(lineOf)
  }

  list(): { scenarios: ScenarioLine[]; active: ActiveLine[] } {
    return {
      scenarios: scenarios.map(({ name, summary, targets, options = [] }) => ({
        name,
        summary,
        targets: listNames(targets(this.world)),
        options: options.map((option) => ({ name: option.name, about: option.about })),
      })),
      active: this.faults.active.map(lineOf),
    }
  }

  /** What can be ended is, also when something else cannot; then throws what the first said. */
  async #end(ended: readonly Activation[]): Promise<void> {
    const failures: unknown[] = []
    for (const activation of ended) {
      try {
        await this.#endSources(activation)
        const untilMs = this.now()
        this.faults.replace(
          this.faults.activations.map((entry) => (entry === activation ? { ...entry, untilMs } : entry)),
        )
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  async #endSources({ scenario, target, option }: Activation): Promise<void> {
    for (const effect of findScenario(scenario).effects({ world: this.world, target, option })) {
      if (effect.kind === 'source') await this.sources.end(effect.part, effect.mode)
    }
  }
}

function lineOf({ scenario, target, option, sinceMs }: Activation): ActiveLine {
  return { scenario, target, option, since: new Date(sinceMs).toISOString() }
}
