import { describe, expect, it } from 'vitest'
import { platformOptionsSchema } from '../options'
import { createWorld } from '../world'
import { findScenario, resolveCall, scenarios, UnknownChoiceError } from './registry'

const world = createWorld(platformOptionsSchema.parse({}), Date.UTC(2026, 10, 17))

const call = (scenario: string, target?: string, option?: string) => {
  const resolved = resolveCall(world, { scenario, target, option })
  return [resolved.scenario.name, resolved.target, resolved.option]
}

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UnknownChoiceError) return error.message
    throw error
  }
  return ''
}

describe('resolveCall', () => {
  it.each([
    [['redis'], ['redis-down', 'ors', '']],
    [
      ['redis', 'redis-rq-state'],
      ['redis-down', 'rq', ''],
    ],
    [
      ['redis-down', 'agent-state'],
      ['redis-down', 'agent', ''],
    ],
    [
      ['portal', 't2103'],
      ['portal-down', 't2103', '503'],
    ],
    [
      ['portal', 'dns'],
      ['portal-down', 't2100', 'dns'],
    ],
    [
      ['portal', 't2103', '404'],
      ['portal-down', 't2103', '404'],
    ],
    [
      ['pod-crash', 'voice-sip'],
      ['pod-crashloop', 'sip', 'one'],
    ],
    [
      ['pod-pending', 'all'],
      ['pod-pending', 'dialplan', 'all'],
    ],
    [
      ['source-down', 'prometheus', 'html'],
      ['source-down', 'prometheus', 'html'],
    ],
    [
      ['source', 'worker'],
      ['source-down', 'worker', 'stop'],
    ],
  ] as const)('understands %j', ([scenario, target, option], expected) => {
    expect(call(scenario, target, option)).toEqual(expected)
  })

  it.each([
    [['teapot'], 'There is no scenario “teapot”; choose one of redis-down, kafka-lag'],
    [['pod'], '“pod” could be pod-crashloop, pod-pending: please type more of it.'],
    [[''], 'There is no scenario “”'],
    [['redis', 'mars'], 'redis-down has no target “mars”; choose one of ors, '],
    [['portal', 't9999', '503'], 'portal-down has no target “t9999”; choose one of t2100, '],
    [['portal', 't2100', '99'], 'give an HTTP status from 201 to 599, or timeout, refused, dns'],
    [['portal', 't2100', '200'], 'give an HTTP status'],
    [['slow-dialplan', 'dialplan', 'very'], 'slow-dialplan takes no option, but “very” was given.'],
    [['source', 'prometheus', 'rain'], 'source-down has no option “rain”; choose one of stop, refused'],
  ] as const)('says in one sentence what is wrong with %j', ([scenario, target, option], expected) => {
    const message = refusal(() => call(scenario, target, option))
    expect(message).toContain(expected)
    expect(message.split('\n')).toHaveLength(1)
  })
})

describe('scenarios', () => {
  it('have a default target and effects on every target and option', () => {
    for (const scenario of scenarios) {
      expect(findScenario(scenario.name)).toBe(scenario)
      for (const target of scenario.targets(world)) {
        for (const option of scenario.options ?? [{ name: '' }]) {
          const effects = scenario.effects({ world, target: target.name, option: option.name })
          expect(effects.length, `${scenario.name} ${target.name} ${option.name}`).toBeGreaterThan(0)
        }
      }
    }
  })

  it('name only workloads and metrics that exist', async () => {
    const { services } = await import('@/lib/catalogue/services')
    const metrics = new Set(services.flatMap((service) => service.metrics.map(({ name }) => name)))
    // A gauge with a scale is told what to mean; a bare value would do nothing.
    const scaled = new Set(
      services.flatMap((service) => service.metrics.filter(({ values }) => values).map(({ name }) => name)),
    )
    const workloads = new Set(world.workloads.map(({ name }) => name))
    for (const scenario of scenarios) {
      for (const target of scenario.targets(world)) {
        for (const effect of scenario.effects({
          world,
          target: target.name,
          option: scenario.options?.[0]?.name ?? '',
        })) {
          if (effect.kind === 'metric')
            for (const name of effect.where.name ?? []) {
              expect(metrics, name).toContain(name)
              if (scaled.has(name)) expect(effect.change.state, `${scenario.name} ${name}`).toBeDefined()
            }
          if ('pods' in effect) for (const name of effect.pods?.workloads ?? []) expect(workloads, name).toContain(name)
        }
      }
    }
  })
})
