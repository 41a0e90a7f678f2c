import type { Scenario } from './scenario'

const pods = { workloads: ['voice-dialplan'] }

/** The Dial Plan Service answers seconds late: the SIP Cluster's requests queue up and time out. */
export const slowDialplan: Scenario = {
  name: 'slow-dialplan',
  summary: 'the Dial Plan Service answers seconds late',
  targets: () => [{ name: 'dialplan', about: 'voice-dialplan', aliases: ['dial-plan', 'voice-dialplan', 'all'] }],
  effects: () => [
    { kind: 'metric', services: ['dial-plan'], where: { name: ['dialplan_response_time'] }, change: { slower: 60 } },
    {
      kind: 'metric',
      services: ['dial-plan'],
      where: { name: ['dialplan_redis_cache_latency_msec'] },
      change: { slower: 40 },
    },
    {
      kind: 'metric',
      services: ['dial-plan'],
      where: { name: ['dialplan_failure_response'] },
      change: { addPerSecond: 0.2 },
    },
    { kind: 'metric', services: ['dial-plan'], where: { role: 'health-level' }, change: { state: 'degraded' } },
    {
      kind: 'metric',
      services: ['sip-cluster'],
      where: { name: ['sips_dp_average_response_latency', 'sips_dp_avg_queue_time'] },
      change: { slower: 60 },
    },
    { kind: 'metric', services: ['sip-cluster'], where: { name: ['sips_dp_queue_size'] }, change: { add: 140 } },
    {
      kind: 'metric',
      services: ['sip-cluster'],
      where: { name: ['sips_dp_timeouts', 'sips_dp_5xx_errors', 'sips_dp_500_errors'] },
      change: { addPerSecond: 0.4 },
    },
    { kind: 'usage', pods, cpuFactor: 1.7, memoryFactor: 1.1 },
    {
      kind: 'event',
      pods,
      type: 'Warning',
      reason: 'Unhealthy',
      message:
        'Readiness probe failed: Get "http://$POD_IP:$PORT/ready": context deadline exceeded ' +
        '(Client.Timeout exceeded while awaiting headers)',
      component: 'kubelet',
      everySeconds: 60,
    },
    {
      kind: 'log',
      pods,
      level: 'warn',
      module: 'rules',
      message: 'slow answer: 2,431 ms for operation route, 1,980 ms of it in cache lookups',
      perMinute: 20,
    },
  ],
}
