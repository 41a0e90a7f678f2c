import { describe, expect, it } from 'vitest'
import { connections } from './connections'
import { contradictions } from './data/contradictions'
import { deployment } from './deployment'
import { contradictionSchema, type Decision } from './schema'
import { services } from './services'

type Holder = { decisions?: readonly Decision[] } | undefined

/** The holder that a way leads to, and what its decision is about. */
function follow(way: string): { holder: Holder; about: string } {
  const [kind, ...steps] = way.split('/')
  const about = steps.at(-1) ?? ''
  const [first = '', second = ''] = steps
  const byName = (list: readonly { name: string; decisions?: readonly Decision[] }[]) =>
    list.find(({ name }) => name === first)
  const service = services.find(({ id }) => id === first)
  const holders: Record<string, () => Holder> = {
    service: () => service,
    metric: () => service?.metrics.find(({ name }) => name === second),
    alert: () => services.flatMap(({ alerts }) => alerts).find(({ id }) => id === first),
    connection: () => connections.find(({ n }) => String(n) === first),
    workload: () => deployment.workloads.find(({ serviceId }) => serviceId === first),
    claim: () => byName(deployment.claims),
    secret: () => byName(deployment.secrets),
    consul: () => byName(deployment.consulFeatures),
    'consul-access': () => deployment.consulAccess,
    'third-party': () => byName(deployment.thirdParty),
    deployment: () => deployment,
  }
  return { holder: holders[kind ?? '']?.(), about }
}

describe('the contradictions of the documents', () => {
  it('are 114, numbered, each settled somewhere', () => {
    expect(contradictions.map(({ n }) => n)).toEqual(Array.from({ length: 114 }, (_, index) => index + 1))
    for (const one of contradictions) expect(contradictionSchema.safeParse(one).error, one.about).toBeUndefined()
    expect(contradictionSchema.safeParse({ n: 1, about: 'x', decidedAt: [] }).success).toBe(false)
  })

  it('lead to decisions that stand beside the data', () => {
    const lost = contradictions.flatMap(({ n, decidedAt }) =>
      decidedAt
        .filter((way) => {
          const { holder, about } = follow(way)
          return !holder?.decisions?.some((decision) => decision.about === about)
        })
        .map((way) => `${n}: ${way}`),
    )
    expect(lost).toEqual([])
  })

  it('name no way twice', () => {
    for (const { n, decidedAt } of contradictions) expect(new Set(decidedAt).size, `${n}`).toBe(decidedAt.length)
  })
})
