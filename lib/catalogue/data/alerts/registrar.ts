import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import {
  containerRestarts,
  kafkaConsumerErrors,
  kafkaLatency,
  kafkaUnavailable,
  podNotReady,
  podPhase,
  podUsage,
  redisDisconnected,
} from './patterns'
import { registrar as subject } from './subjects'

export const registrarAlerts: CatalogueAlert[] = [
  kafkaLatency(subject, 'warning', act.KAFKA_LATENCY),
  ...kafkaConsumerErrors(subject, act.KAFKA_CONSUMER, 'service'),
  kafkaUnavailable(subject, {
    basedOn: ['kafka_producer_state', 'kafka_consumer_state'],
    actions: act.KAFKA_CLUSTER,
  }),
  ...redisDisconnected(subject, {
    metrics: [{ name: 'redis_state', from: 1 }],
    actions: act.REDIS,
    decisions: [decide.redisStateOnly, decide.redisBelowOne],
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
  containerRestarts(subject, { name: 'Container restarted repeatedly', severity: 'critical', actions: act.READ_LOGS }),
  podUsage(subject, { resource: 'cpu', of: 'limit', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'limit', percent: 65, actions: act.LOAD_THEN_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'limit', percent: 80, actions: act.LOAD_THEN_RESTART_AND_TICKET }),
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit',
    percent: 80,
    actions: act.LOAD_ONLY,
    decisions: [
      {
        about: 'actions',
        decision: 'Two, as printed.',
        reason: 'The other alerts of this kind go on to a restart or a ticket.',
      },
    ],
  }),
]
