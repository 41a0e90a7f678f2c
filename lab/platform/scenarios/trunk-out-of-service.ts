import type { Effect } from './effect'
import type { Scenario } from './scenario'

const pods = { workloads: ['voice-sip'] }

/** A tenant's SIP trunk stops answering OPTIONS: the SIP Cluster takes it out of service, its calls fail. */
export const trunkOutOfService: Scenario = {
  name: 'trunk-out-of-service',
  summary: 'the SIP trunk of a tenant goes out of service',
  targets: (world) => [
    ...world.tenants.map(({ id, name }) => ({ name: id, about: name })),
    { name: 'all', about: 'every tenant' },
  ],
  effects: ({ target }): Effect[] => {
    const labels: Record<string, string> = target === 'all' ? {} : { tenant: target }
    const on = (name: readonly string[], change: Extract<Effect, { kind: 'metric' }>['change']): Effect => ({
      kind: 'metric',
      services: ['sip-cluster'],
      where: { name },
      labels,
      change,
    })
    const lost = target === 'all' ? 0.3 : 0.97
    return [
      {
        kind: 'metric',
        services: ['sip-cluster'],
        where: { dependency: ['trunk'] },
        labels,
        change: { state: 'failing' },
      },
      on(['sips_trunk_ncallscreated'], { factor: 0 }),
      on(['sips_trunk_noos_detected'], { addPerSecond: 0.02 }),
      on(['sips_trunk_n5xx_received'], { addPerSecond: 0.5 }),
      on(['sipnode_default_routing_total'], { addPerSecond: 0.1 }),
      { kind: 'metric', services: ['sip-cluster'], where: { role: 'health-level' }, change: { state: 'degraded' } },
      {
        kind: 'metric',
        services: ['sip-cluster'],
        where: { name: ['sips_rejected_calls'] },
        change: { addPerSecond: 0.3 },
      },
      { kind: 'usage', pods, cpuFactor: lost },
      {
        kind: 'log',
        pods,
        level: 'error',
        module: 'trunk',
        message: `trunk of ${target === 'all' ? 'all tenants' : `tenant ${target}`} out of service: no answer to OPTIONS`,
        perMinute: 6,
      },
      {
        kind: 'event',
        pods,
        type: 'Warning',
        reason: 'TrunkOutOfService',
        message: `SIP trunk of ${target === 'all' ? 'all tenants' : `tenant ${target}`} does not answer OPTIONS`,
        component: 'voice-sip',
        everySeconds: 60,
      },
    ]
  },
}
