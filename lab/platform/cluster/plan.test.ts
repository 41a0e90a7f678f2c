import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import recorded from '@/lib/testing/recorded/kubernetes/list-deployments.json'
import recordedSets from '@/lib/testing/recorded/kubernetes/list-statefulsets.json'
import { planWorkloads } from './plan'

const recordedWorkloads = [...recorded.body.items, ...recordedSets.body.items]

describe('planWorkloads', () => {
  it('runs the workloads of the recording, with as many pods, when 30 are asked for', () => {
    const planned = new Map(planWorkloads({ tenants: 20, pods: 30 }).map((spec) => [spec.name, spec]))
    for (const { metadata, spec } of recordedWorkloads) {
      const [container] = spec.template.spec.containers
      expect(planned.get(metadata.name), metadata.name).toMatchObject({
        replicas: spec.replicas,
        image: container?.image,
        container: container?.name,
        containerPort: container?.ports?.[0]?.containerPort,
        resources: container?.resources,
        sidecars: spec.template.spec.containers.slice(1).map(({ name }) => name),
        service: spec.template.metadata.labels.service,
      })
    }
  })

  it('spends exactly the pods it is given, and leaves nobody without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 14, max: 6000 }), (tenants, pods) => {
        const plan = planWorkloads({ tenants, pods })
        expect(plan.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(pods)
        expect(Math.min(...plan.map(({ replicas }) => replicas))).toBeGreaterThanOrEqual(1)
        expect(plan.find(({ isCanary }) => isCanary)?.replicas).toBe(1)
        expect(new Set(plan.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(plan.length)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps one pod for each workload when fewer are asked for', () => {
    expect(planWorkloads({ tenants: 5, pods: 1 }).reduce((sum, { replicas }) => sum + replicas, 0)).toBe(14)
  })
})
