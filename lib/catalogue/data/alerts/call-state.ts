import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import {
  containerRestarts,
  kafkaConsumerErrors,
  kafkaLatency,
  kafkaPending,
  kafkaUnavailable,
  podNotReady,
  podPhase,
  podUsage,
  redisUnavailable,
  replicasMissing,
} from './patterns'
import { callState as subject } from './subjects'

export const callStateAlerts: CatalogueAlert[] = [
  kafkaLatency(subject, 'critical', act.KAFKA_LATENCY),
  ...kafkaConsumerErrors(subject, act.KAFKA_CONSUMER, 'topic'),
  podPhase(subject, {
    name: 'Pod status Failed',
    severity: 'warning',
    phase: 'Failed',
    forSeconds: 0,
    actions: act.RESTART_POD,
  }),
  podPhase(subject, {
    name: 'Pod status Unknown',
    severity: 'warning',
    phase: 'Unknown',
    forSeconds: 300,
    actions: act.RESTART_POD,
  }),
  podPhase(subject, {
    name: 'Pod status Pending',
    severity: 'warning',
    phase: 'Pending',
    forSeconds: 300,
    actions: act.RESTART_POD,
  }),
  podNotReady(subject, {
    name: 'Pod status NotReady',
    severity: 'critical',
    forSeconds: 300,
    actions: act.RESTART_POD,
  }),
  containerRestarts(subject, { name: 'Container restarted repeatedly', severity: 'critical', actions: act.NEW_IMAGE }),
  replicasMissing(subject, []),
  kafkaUnavailable(subject, {
    basedOn: ['kafka_producer_state', 'kafka_consumer_state'],
    actions: act.KAFKA_CLUSTER,
  }),
  redisUnavailable(subject, {
    id: 'call-state-redis-unavailable',
    name: 'Redis not available',
    severity: 'critical',
    forSeconds: 300,
    basedOn: ['callthread_redis_state'],
    metrics: [{ name: 'callthread_redis_state', from: 2 }],
    actions: act.REDIS,
    decisions: [decide.redisBelowReady],
  }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 65, actions: [] }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 80, actions: [] }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 65, actions: [] }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 80, actions: [] }),
  kafkaPending(subject, {
    by: 'service',
    actions: ['Check Kafka, and CPU and network of service {{ $labels.container }}.'],
  }),
]
