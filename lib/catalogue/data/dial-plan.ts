import { defineService } from '@/lib/catalogue/define-service'
import { serviceNames } from '@/lib/catalogue/vocabulary'
import { dialPlanAlerts } from './alerts/dial-plan'
import { bucketLabel, namedOnlyByAlerts, redisUnprinted } from './metric-decisions'
import { failStartingScale, redisConnectingScale, redisUnprintedScale } from './scales'

export const dialPlan = defineService({
  id: 'dial-plan',
  name: serviceNames['dial-plan'],
  purpose: 'Tells the SIP Cluster what a dialled number means and where its device is.',
  aliases: ['Voice Dial Plan Service', 'DialPlan', 'Dial Plan node'],
  workload: { namePattern: 'voice-dialplan', kind: 'Deployment', container: 'voice-dialplan' },
  metricsPort: 8800,
  metricsPath: '/metrics',
  scrapeIntervalSeconds: 30,
  monitoring: ['pod-monitor', 'annotations'],
  keyFigure: { metric: 'dialplan_total_request', kind: 'counter', label: 'Dial plan requests', unit: 'requests/s' },
  metrics: [
    {
      name: 'dialplan_health_level',
      type: 'gauge',
      unit: null,
      labels: [],
      indicator: 'health',
      description: 'Health of the pod, summed up over Redis and the Envoy sidecar.',
      values: failStartingScale,
      role: 'health-level',
    },
    {
      name: 'dialplan_redis_state',
      type: 'gauge',
      unit: null,
      labels: ['redis_cluster_name'],
      indicator: 'health',
      description: 'Connection to the Redis that caches configuration and registrations.',
      values: redisConnectingScale,
      role: 'dependency',
      dependency: 'redis',
    },
    {
      name: 'dialplan_total_request',
      type: 'counter',
      unit: 'count',
      labels: ['tenant', 'pod', 'operation_type'],
      indicator: 'traffic',
      description: 'Dial plan requests received.',
    },
    {
      name: 'dialplan_failure_response',
      type: 'counter',
      unit: 'count',
      labels: ['tenant', 'pod', 'operation_type', 'status', 'reason'],
      indicator: 'traffic',
      description: 'Dial plan requests answered with a failure.',
      decisions: [
        {
          about: 'indicator',
          decision: 'Kept under Traffic as printed.',
          reason: 'It counts failures, so Errors would fit better.',
        },
      ],
    },
    {
      name: 'dialplan_response_time',
      type: 'histogram',
      unit: 'milliseconds',
      labels: [],
      indicator: 'latency',
      description: 'Time to work out one dial plan request.',
      decisions: [
        {
          about: 'unit',
          decision: 'The buckets are in milliseconds; limits of alerts are converted from seconds to milliseconds.',
          reason: 'The table says milliseconds while the alerts speak of 0.5 and 2 seconds.',
        },
        bucketLabel,
      ],
    },
    {
      name: 'dialplan_redis_cache_latency_msec',
      type: 'histogram',
      unit: 'milliseconds',
      labels: ['tenant'],
      indicator: 'latency',
      description: 'Time to fetch from the Redis cache.',
      decisions: [bucketLabel],
    },
    {
      name: 'redis_state',
      type: 'gauge',
      unit: null,
      labels: [],
      indicator: null,
      description: 'Connection to Redis under the name that the alerts use.',
      values: redisUnprintedScale,
      role: 'dependency',
      dependency: 'redis',
      namedOnlyByAlerts: true,
      decisions: [namedOnlyByAlerts, redisUnprinted],
    },
  ],
  alerts: dialPlanAlerts,
})
