import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import {
  BY_POD,
  configNodeFail,
  containerRestarts,
  kafkaConsumerErrors,
  kafkaLatency,
  kafkaPending,
  kafkaUnavailable,
  own,
  podNotReady,
  podPhase,
  podUsage,
  redisUnavailable,
  replicasMissing,
} from './patterns'
import { agentState as subject } from './subjects'

const BY_TOPIC = 'by (namespace, topic)'
const sent = (name: string) => `sum ${BY_TOPIC} (increase(${name}[5m]))`

export const agentStateAlerts: CatalogueAlert[] = [
  kafkaLatency(subject, 'warning', act.KAFKA_LATENCY),
  {
    id: 'agent-state-messages-lost',
    name: 'Possible messages lost',
    severity: 'critical',
    basedOn: ['kafka_consumer_recv_messages_total', 'kafka_producer_sent_messages_total'],
    threshold: 'more than twice as many messages sent as received for a topic',
    forSeconds: 0,
    valueUnit: 'messages',
    expr: `(${sent('kafka_producer_sent_messages_total')} or ${sent('kafka_producer__messages_total')}) > 2 * sum ${BY_TOPIC} (increase(kafka_consumer_recv_messages_total${own(subject)}[5m]))`,
    summary: 'Agent State: messages of topic {{ $labels.topic }} may be lost',
    description:
      'Within 5 minutes {{ $value | printf "%.0f" }} messages were sent to topic {{ $labels.topic }}, more than twice as many as were read.',
    actions: ['Check Kafka and the services on both ends of the topic for overload, and the network between them.'],
    decisions: [
      decide.noDuration,
      {
        about: 'expr',
        decision:
          'Messages sent to a topic by any service against those that Agent State reads of it; also looks at kafka_producer__messages_total.',
        reason:
          'The producer of a topic need not be its reader, and the alert uses a counter that no metric table lists under this name.',
      },
    ],
  },
  ...kafkaConsumerErrors(subject, act.KAFKA_CONSUMER, 'service'),
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
    id: 'agent-state-redis-unavailable',
    name: 'Redis not available',
    severity: 'critical',
    forSeconds: 300,
    basedOn: ['agent_redis_state', 'agent_stream_redis_state'],
    metrics: [
      { name: 'agent_redis_state', from: 2 },
      { name: 'agent_stream_redis_state', from: 1 },
    ],
    actions: act.REDIS,
    decisions: [decide.redisBelowReady],
  }),
  {
    id: 'agent-state-health-fail',
    name: 'Agent service fail',
    severity: 'critical',
    basedOn: ['agent_health_level'],
    threshold: 'health level Fail for 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: `min ${BY_POD} (agent_health_level${own(subject)}) <= 0`,
    summary: 'Agent State: pod {{ $labels.pod }} fails',
    description: 'Pod {{ $labels.pod }} has reported health level {{ $value }} for 5 minutes.',
    actions: ['Look for trouble with pod {{ $labels.pod }}, then restart it.'],
    decisions: [
      {
        about: 'expr',
        decision: 'Fires on -1 (error) too.',
        reason: 'The text speaks of Fail (0) only; error is the worse end of the same scale.',
      },
    ],
  },
  configNodeFail(subject, 'agent_config_node_status'),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 65, actions: [] }),
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit-or-quota',
    percent: 80,
    actions: [],
    decisions: [
      { about: 'name', decision: 'Pod CPU greater than 80%.', reason: 'A page break splits the name in print.' },
      decide.gluedCells,
    ],
  }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 65, actions: [] }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 80, actions: [] }),
  kafkaPending(subject, { by: 'pod', actions: ['Check Kafka, and CPU and network of pod {{ $labels.pod }}.'] }),
]
