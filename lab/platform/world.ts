import { planWorkloads } from './cluster/plan'
import type { WorkloadSpec } from './cluster/workloads'
import { createDemand, type Demand } from './load/demand'
import type { PlatformOptions } from './options'
import { type LabTenant, tenantShares, tenantsOf } from './tenants'

export type WorldOptions = Pick<PlatformOptions, 'seed' | 'tenants' | 'pods' | 'region' | 'portalPort' | 'speed'>

/**
 * What never changes while a lab lives: who is there and how busy the days are. Built from the same options and birth,
 * the back-fill and the live platform see the same world.
 */
export interface World {
  seed: number
  speed: number
  region: string
  /** When this lab was first started. Everything that runs at the start is older. */
  bornMs: number
  demand: Demand
  tenants: readonly LabTenant[]
  /** Each tenant's part of all calls; they add up to 1. */
  tenantShares: ReadonlyMap<string, number>
  workloads: readonly WorkloadSpec[]
  workload: (namespace: string, name: string) => WorkloadSpec | undefined
  /** How large the platform is, 1 for 20 tenants and the recorded pods. Many tenants on few pods are small tenants. */
  volume: number
}

const recordedPods = 23

export function createWorld(options: WorldOptions, bornMs: number): World {
  const tenants = tenantsOf(options)
  const workloads = planWorkloads(options)
  const sharedPods = workloads.reduce((sum, spec) => sum + (spec.serviceId === 'tenant' ? 0 : spec.replicas), 0)
  const byKey = new Map(workloads.map((spec) => [`${spec.namespace}/${spec.name}`, spec]))
  return {
    seed: options.seed,
    speed: options.speed,
    region: options.region,
    bornMs,
    demand: createDemand(options.seed),
    tenants,
    tenantShares: tenantShares(
      options.seed,
      tenants.map(({ id }) => id),
    ),
    workloads,
    workload: (namespace, name) => byKey.get(`${namespace}/${name}`),
    volume: Math.min(tenants.length / 20, sharedPods / recordedPods),
  }
}
