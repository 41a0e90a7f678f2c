import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import { BY_POD, containerRestarts, own, podNotReady, podPhase, podUsage, redisDisconnected } from './patterns'
import { rq as subject } from './subjects'

const noAutoscaler = [decide.noAutoscaler]

export const rqAlerts: CatalogueAlert[] = [
  {
    id: 'rq-streams-high',
    name: 'Number of Redis streams is too high',
    severity: 'warning',
    basedOn: ['rqnode_streams'],
    threshold: 'more than 10000 active streams',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `sum ${BY_POD} (rqnode_streams${own(subject)}) > 10000`,
    summary: 'RQ: pod {{ $labels.pod }} holds many streams',
    description: 'Pod {{ $labels.pod }} holds {{ $value | printf "%.0f" }} active streams.',
    actions: act.SESSIONS,
    decisions: [decide.firesAtOnce, decide.noAutoscaler],
  },
  ...redisDisconnected(subject, {
    metrics: [
      { name: 'rqnode_redis_state', from: 1 },
      { name: 'redis_state', from: 1 },
    ],
    actions: act.REDIS,
    decisions: [decide.redisStateName, decide.redisBelowOne],
  }),
  podPhase(subject, {
    name: 'Pod failed',
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
    name: 'Pod not ready for 10 minutes',
    severity: 'critical',
    forSeconds: 600,
    actions: act.NOT_READY,
  }),
  containerRestarts(subject, {
    name: 'Container restored repeatedly',
    severity: 'critical',
    actions: act.READ_LOGS,
    decisions: [decide.restoredIsRestarted],
  }),
  podUsage(subject, {
    resource: 'memory',
    of: 'request',
    percent: 65,
    actions: act.LOAD_THEN_TICKET,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'memory',
    of: 'request',
    percent: 80,
    actions: act.LOAD_THEN_RESTART_AND_TICKET,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit-or-quota',
    percent: 65,
    actions: act.LOAD_THEN_TICKET,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit-or-quota',
    percent: 80,
    actions: act.LOAD_THEN_RESTART_AND_TICKET,
    decisions: noAutoscaler,
  }),
]
