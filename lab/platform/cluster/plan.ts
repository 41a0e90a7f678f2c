import type { PlatformOptions } from '../options'
import { callbackWorkload, tenantWorkload, voiceWorkloads, type WorkloadSpec } from './workloads'

/**
 * Which workloads the cluster runs, with how many pods each. Exactly `pods` pods in all:
 * a quarter at most for Tenant Services (the first tenants have theirs here, the others in other clusters); the rest is
 * shared out in the recorded proportions. With 20 tenants and 30 pods the voice services stand as recorded.
 */
export function planWorkloads({ tenants, pods }: Pick<PlatformOptions, 'tenants' | 'pods'>): WorkloadSpec[] {
  const shared = [...voiceWorkloads, callbackWorkload]
  const tenantPods = Math.max(1, Math.min(tenants, Math.floor(pods / 4), pods - shared.length))
  const counts = shareOut(Math.max(shared.length, pods - tenantPods), shared)
  const tenantSets = Array.from({ length: tenantPods }, (_, index) => tenantWorkload(`t${2100 + index}`))
  return [...shared.map((spec, index) => ({ ...spec, replicas: counts[index] ?? 1 })), ...tenantSets]
}

/** One pod each, then one by one to whoever is furthest below its share (Sainte-Laguë); a canary stays alone. */
function shareOut(pods: number, specs: readonly WorkloadSpec[]): number[] {
  const counts = specs.map(() => 1)
  const claim = (index: number) => {
    const spec = specs[index]
    return !spec || spec.isCanary ? 0 : spec.replicas / (2 * (counts[index] ?? 1) + 1)
  }
  for (let left = pods - specs.length; left > 0; left--) {
    let next = 0
    for (let index = 1; index < specs.length; index++) if (claim(index) > claim(next)) next = index
    counts[next] = (counts[next] ?? 1) + 1
  }
  return counts
}

/** Highest number of pods the autoscaler may reach: ten as recorded, more where the plan already needs it. */
export function maxReplicasOf(planned: number): number {
  return Math.max(10, planned * 2)
}
