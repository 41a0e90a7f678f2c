import type { Scenario } from './scenario'
import { serviceChoice, serviceChoices, startingWith } from './service-choice'

/** The pods of a service use nearly all the CPU they may; its autoscaler, where there is one, adds pods up to its limit. */
export const cpuHot: Scenario = {
  name: 'cpu-hot',
  summary: 'the pods of a service run at 95 % of their CPU limit; its autoscaler adds pods',
  targets: (world) => startingWith('sipfe', serviceChoices(world)),
  effects: ({ world, target }) => {
    const { serviceId, workloads } = serviceChoice(world, target)
    const pods = { workloads }
    const services = [serviceId]
    return [
      { kind: 'usage', pods, cpuShareOfLimit: 0.95, memoryFactor: 1.05 },
      { kind: 'metric', services, where: { name: slowWhenHot }, change: { slower: 3 } },
      {
        kind: 'metric',
        services,
        where: { name: ['sips_cpu_usage_sips', 'sips_cpu_usage_main', 'sips_cpu_usage_cm'] },
        change: { value: 93 },
      },
      {
        kind: 'event',
        pods,
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Liveness probe failed: Get "http://$POD_IP:$PORT/live": context deadline exceeded',
        component: 'kubelet',
        everySeconds: 180,
      },
      { kind: 'log', pods, level: 'warn', module: 'runtime', message: 'event loop lag 812 ms', perMinute: 12 },
    ]
  },
}

const slowWhenHot = [
  'sipfe_sip_node_request_duration_seconds',
  'http_client_request_duration_seconds',
  'dialplan_response_time',
  'registrar_request_latency',
  'orsnode_routing_latency_msec',
  'sips_sip_response_time_ms',
  'sipproxy_response_latency',
  'rqnode_read_latency',
  'rqnode_add_latency',
]
