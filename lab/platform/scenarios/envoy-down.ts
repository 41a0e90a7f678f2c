import type { ServiceId } from '@/lib/catalogue/schema'
import type { Scenario } from './scenario'
import { serviceChoice, serviceChoices, startingWith } from './service-choice'

const users: readonly ServiceId[] = ['agent-state', 'call-state', 'sip-cluster', 'sip-proxy', 'voicemail']

/** The proxy sidecar of a service crashes again and again: the main container runs, but reaches nobody. */
export const envoyDown: Scenario = {
  name: 'envoy-down',
  summary: 'the consul-dataplane (Envoy) sidecar of a service crashes',
  targets: (world) => startingWith('callthread', serviceChoices(world, users)),
  effects: ({ world, target }) => {
    const { serviceId, workloads } = serviceChoice(world, target)
    const pods = { workloads }
    const services = [serviceId]
    const message = 'envoy exited: no healthy upstream for xds cluster consul-dataplane'
    return [
      { kind: 'pod', pods, fault: { state: 'crash-loop', container: 'consul-dataplane', message } },
      { kind: 'metric', services, where: { dependency: ['envoy', 'config-node'] }, change: { state: 'failing' } },
      { kind: 'metric', services, where: { role: 'health-level' }, change: { state: 'failing' } },
      {
        kind: 'metric',
        services,
        where: { name: ['http_client_response_count'] },
        labels: { status: '200' },
        change: { factor: 0 },
      },
      {
        kind: 'metric',
        services,
        where: { name: ['http_client_response_count'] },
        labels: { status: '503' },
        change: { addPerSecond: 0.6 },
      },
      { kind: 'usage', pods, cpuFactor: 0.4 },
      {
        kind: 'log',
        pods,
        level: 'error',
        module: 'http-client',
        message: 'connect ECONNREFUSED 127.0.0.1:15001',
        perMinute: 30,
      },
    ]
  },
}
