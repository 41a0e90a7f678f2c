import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import { BY_CONTAINER, BY_POD, own, podNotReady, podPhase, podUsage, redisDisconnected } from './patterns'
import { dialPlan as subject } from './subjects'

const slow = (seconds: 0.5 | 2): CatalogueAlert => ({
  id: seconds === 2 ? 'dial-plan-slow-2s' : 'dial-plan-slow-500ms',
  name: `DialPlan processing time > ${seconds} seconds`,
  severity: seconds === 2 ? 'critical' : 'warning',
  basedOn: ['dialplan_response_time'],
  threshold: `95th percentile above ${seconds} s for 5 minutes`,
  forSeconds: 300,
  valueUnit: 'milliseconds',
  expr: `histogram_quantile(0.95, sum ${BY_CONTAINER.replace(')', ', le)')} (rate(dialplan_response_time_bucket${own(subject)}[5m]))) > ${seconds * 1000}`,
  summary: `Dial Plan: requests take longer than ${seconds} s`,
  description: `One dial plan request in twenty has taken {{ $value | printf "%.0f" }} ms or longer for 5 minutes.`,
  actions: [
    'All dial plan pods: Redis or the network is the likely cause.',
    'One dial plan pod: Envoy or the network of that pod is the likely cause.',
  ],
  decisions: [
    decide.percentileMeant,
    {
      about: 'expr',
      decision: `The limit is ${seconds * 1000}, in the milliseconds of the metric, and the buckets of the histogram are used.`,
      reason: 'The alert speaks of seconds and of the bare metric name; the metric table gives milliseconds.',
    },
    ...(seconds === 2
      ? [
          {
            about: 'severity',
            decision: 'Critical.',
            reason: 'The severity column says so, the text calls it a warning.',
          },
        ]
      : []),
  ],
})

export const dialPlanAlerts: CatalogueAlert[] = [
  slow(0.5),
  slow(2),
  {
    id: 'dial-plan-health-fail',
    name: 'Aggregated service health failing for 5 minutes',
    severity: 'critical',
    basedOn: ['dialplan_health_level'],
    threshold: 'a dependency or the Envoy sidecar out of reach for 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: `min ${BY_POD} (dialplan_health_level${own(subject)}) < 0`,
    summary: 'Dial Plan: pod {{ $labels.pod }} fails',
    description:
      'Pod {{ $labels.pod }} has reported for 5 minutes that Redis, its Envoy sidecar or both are not available.',
    actions: [
      'See which health error the dial plan dashboard shows. Redis: look for trouble or crashes of the pod first, then restart Redis.',
      'Envoy: the liveness probe restarts the container; if that does not help, restart the pod.',
    ],
    decisions: [
      {
        about: 'expr',
        decision: 'Fires on level -1 (fail).',
        reason: 'The text names no level, only that something is not available; 0 is starting and 1 is degraded.',
      },
    ],
  },
  ...redisDisconnected(subject, {
    metrics: [
      { name: 'dialplan_redis_state', from: 2 },
      { name: 'redis_state', from: 1 },
    ],
    actions: act.REDIS,
    decisions: [decide.redisStateName, decide.redisBelowReady],
  }),
  podPhase(subject, {
    name: 'Pod Failed',
    severity: 'warning',
    phase: 'Failed',
    forSeconds: 0,
    actions: act.READ_LOGS,
  }),
  podPhase(subject, {
    name: 'Pod Unknown state',
    severity: 'warning',
    phase: 'Unknown',
    forSeconds: 300,
    actions: act.UNKNOWN_STATE,
  }),
  podPhase(subject, {
    name: 'Pod Pending state',
    severity: 'warning',
    phase: 'Pending',
    forSeconds: 300,
    actions: act.PENDING_STATE,
  }),
  podNotReady(subject, {
    name: 'Pod Not ready for 10 minutes',
    severity: 'critical',
    forSeconds: 600,
    actions: act.NOT_READY,
  }),
  podUsage(subject, { resource: 'memory', of: 'limit', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'limit', percent: 80, actions: act.LOAD_THEN_RESTART_AND_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit', percent: 80, actions: act.LOAD_THEN_RESTART_AND_TICKET }),
]
