import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import { BY_POD, containerRestarts, own, podNotReady, podPhase, podUsage, redisDisconnected } from './patterns'
import { ors as subject } from './subjects'

const strategies = (limit: 400 | 600): CatalogueAlert => ({
  id: limit === 600 ? 'ors-strategies-critical' : 'ors-strategies-high',
  name: `Number of running strategies is ${limit === 600 ? 'critical' : 'too high'}`,
  severity: limit === 600 ? 'critical' : 'warning',
  basedOn: ['orsnode_strategies'],
  threshold: `more than ${limit} strategies for 5 seconds`,
  forSeconds: 5,
  valueUnit: 'count',
  expr: `sum ${BY_POD} (orsnode_strategies${own(subject)}) > ${limit}`,
  summary: 'ORS: pod {{ $labels.pod }} runs many strategies',
  description: `Pod {{ $labels.pod }} runs {{ $value | printf "%.0f" }} strategies, more than ${limit}.`,
  actions: act.SESSIONS,
  decisions: [
    {
      about: 'forSeconds',
      decision: '5 as printed; in effect the alert fires with the second evaluation that sees it.',
      reason: 'All other alerts count minutes, and a scrape every 30 seconds cannot show 5 of them.',
    },
  ],
})

export const orsAlerts: CatalogueAlert[] = [
  strategies(400),
  strategies(600),
  ...redisDisconnected(subject, {
    metrics: [
      { name: 'orsnode_redis_state', from: 1 },
      { name: 'redis_state', from: 1 },
    ],
    actions: act.REDIS,
    decisions: [decide.redisStateName, decide.redisBelowOne],
  }),
  podPhase(subject, {
    name: 'Pod status Failed',
    severity: 'warning',
    phase: 'Failed',
    forSeconds: 0,
    actions: act.READ_LOGS,
  }),
  podPhase(subject, {
    name: 'Pod in Unknown state',
    severity: 'warning',
    phase: 'Unknown',
    forSeconds: 300,
    actions: act.UNKNOWN_STATE,
  }),
  podPhase(subject, {
    name: 'Pod in Pending state',
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
  containerRestarts(subject, {
    name: 'Container restored repeatedly',
    severity: 'critical',
    actions: act.READ_LOGS,
    decisions: [decide.restoredIsRestarted],
  }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 80, actions: act.LOAD_THEN_RESTART_AND_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 80, actions: act.LOAD_THEN_RESTART_AND_TICKET }),
]
