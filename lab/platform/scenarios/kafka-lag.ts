import type { ServiceId } from '@/lib/catalogue/schema'
import type { Effect } from './effect'
import type { Scenario, ScenarioCall } from './scenario'
import { serviceChoice, serviceChoices } from './service-choice'

const users: readonly ServiceId[] = ['agent-state', 'call-state', 'front-end', 'registrar', 'sip-cluster', 'sip-proxy']

/** Kafka takes events late: queues fill, consumers run behind, memory grows. Nobody is cut off. */
export const kafkaLag: Scenario = {
  name: 'kafka-lag',
  summary: 'Kafka falls behind: full producer queues, consumer latency of seconds',
  targets: (world) => [{ name: 'all', about: 'every service that uses Kafka' }, ...serviceChoices(world, users)],
  effects: (call) => {
    const services = call.target === 'all' ? users : [serviceChoice(call.world, call.target).serviceId]
    const workloads = workloadsOf(call)
    return services.flatMap((service) => effectsOn(service, { workloads: workloads.get(service) ?? [] }))
  },
}

function workloadsOf({ world }: ScenarioCall) {
  return new Map(serviceChoices(world, users).map(({ serviceId, workloads }) => [serviceId, workloads]))
}

function effectsOn(service: ServiceId, pods: { workloads: readonly string[] }): Effect[] {
  const services = [service]
  return [
    { kind: 'metric', services, where: { name: ['kafka_consumer_latency'] }, change: { slower: 25 } },
    { kind: 'metric', services, where: { name: ['kafka_producer_queue_depth'] }, change: { add: 840 } },
    { kind: 'metric', services, where: { name: ['kafka_producer_queue_age_seconds'] }, change: { add: 46 } },
    { kind: 'metric', services, where: { name: ['kafka_consumer_error_total'] }, change: { addPerSecond: 0.08 } },
    { kind: 'metric', services, where: { name: ['kafka_producer_error_total'] }, change: { addPerSecond: 0.4 } },
    { kind: 'metric', services, where: { name: ['kafka_consumer_rebalance_total'] }, change: { addPerSecond: 0.01 } },
    { kind: 'metric', services, where: { role: 'health-level' }, change: { state: 'degraded' } },
    { kind: 'usage', pods, cpuFactor: 1.2, memoryFactor: 1.124 },
    {
      kind: 'event',
      pods,
      type: 'Warning',
      reason: 'Unhealthy',
      message: 'Readiness probe failed: Get "http://$POD_IP:$PORT/ready": context deadline exceeded',
      component: 'kubelet',
      everySeconds: 120,
    },
    {
      kind: 'log',
      pods,
      level: 'warn',
      module: 'kafka',
      message: 'local message queue is filling: broker acknowledges in 46 s',
      perMinute: 12,
    },
  ]
}
