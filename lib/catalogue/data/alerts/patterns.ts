import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as decide from './alert-decisions'
import type { Subject } from './subjects'

// The builders below hold what the alert tables of several services have in common. Names, severities, durations and
// actions stay with each service, because the tables differ in them.

type Printed = Pick<CatalogueAlert, 'name' | 'severity' | 'actions'> & { decisions?: CatalogueAlert['decisions'] }

/** Label sets of the results: alerts join with pods and services by them. */
export const BY_POD = 'by (namespace, pod, container)'
export const BY_CONTAINER = 'by (namespace, container)'

export const own = ({ container }: Subject, more = '') => `{container="${container}"${more && `, ${more}`}}`
const pods = ({ pods: pattern }: Subject, more = '') => `{pod=~"${pattern}"${more && `, ${more}`}}`
const either = (...conditions: string[]) => conditions.map((one) => `(${one})`).join(' or ')

type Phase = 'Failed' | 'Unknown' | 'Pending'

/** A pod of the service in a phase, by kube_pod_status_phase. */
export function podPhase(subject: Subject, printed: Printed & { phase: Phase; forSeconds: number }): CatalogueAlert {
  const { phase, forSeconds, decisions = [], ...rest } = printed
  const wait = forSeconds ? ` for ${forSeconds / 60} minutes` : ''
  return {
    ...rest,
    id: `${subject.id}-pod-${phase.toLowerCase()}`,
    basedOn: ['kube_pod_status_phase'],
    threshold: `a pod is in phase ${phase}${wait}`,
    forSeconds,
    valueUnit: null,
    expr: `max by (namespace, pod) (kube_pod_status_phase${pods(subject, `phase="${phase}"`)}) > 0`,
    summary: `${subject.title}: pod {{ $labels.pod }} is ${phase}`,
    description: `Kubernetes reports phase ${phase} for pod {{ $labels.pod }} of ${subject.title}${wait}.`,
    ...((decisions.length > 0 || forSeconds === 0) && {
      decisions: [...decisions, ...(forSeconds === 0 ? [decide.firesAtOnce] : [])],
    }),
  }
}

// The kubelet leaves Ready=False on a pod that came to its end, and such a pod may lie about for days.
const notEnded = 'unless on (namespace, pod) (kube_pod_status_phase{phase=~"Succeeded|Failed"} == 1)'

/** A pod of the service that is not ready, by kube_pod_status_ready, and that has not come to its end. */
export function podNotReady(subject: Subject, printed: Printed & { forSeconds: number }): CatalogueAlert {
  const { forSeconds, ...rest } = printed
  return {
    ...rest,
    id: `${subject.id}-pod-not-ready`,
    basedOn: ['kube_pod_status_ready'],
    threshold: `a pod is not ready for ${forSeconds / 60} minutes`,
    forSeconds,
    valueUnit: null,
    expr: `min by (namespace, pod) (kube_pod_status_ready${pods(subject, 'condition="true"')}) == 0 ${notEnded}`,
    summary: `${subject.title}: pod {{ $labels.pod }} is not ready`,
    description: `Pod {{ $labels.pod }} of ${subject.title} has not been ready for ${forSeconds / 60} minutes.`,
  }
}

/** Any container of the service's pods, sidecars included, restarted five times in a quarter of an hour. */
export function containerRestarts(subject: Subject, printed: Printed): CatalogueAlert {
  return {
    ...printed,
    id: `${subject.id}-container-restarts`,
    basedOn: ['kube_pod_container_status_restarts_total'],
    threshold: '5 or more restarts in 15 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `sum ${BY_POD} (increase(kube_pod_container_status_restarts_total${pods(subject)}[15m])) >= 5`,
    summary: `${subject.title}: container {{ $labels.container }} keeps restarting`,
    description: 'Container {{ $labels.container }} of pod {{ $labels.pod }} restarted 5 times or more in 15 minutes.',
  }
}

type Denominator = 'limit-or-quota' | 'limit' | 'request'

const usage = {
  cpu: (subject: Subject) => `sum ${BY_POD} (rate(container_cpu_usage_seconds_total${own(subject)}[5m]))`,
  memory: (subject: Subject) => `sum ${BY_POD} (container_memory_working_set_bytes${own(subject)})`,
}

/** KSM 2 series, falling back to the KSM 1 name that the tables print. */
function kubeResource(subject: Subject, kind: 'limits' | 'requests', resource: 'cpu' | 'memory'): string {
  const first = `max ${BY_POD} (kube_pod_container_resource_${kind}${own(subject, `resource="${resource}"`)})`
  const unit = resource === 'cpu' ? 'cpu_cores' : 'memory_bytes'
  return `${first} or max ${BY_POD} (kube_pod_container_resource_${kind}_${unit}${own(subject)})`
}

const denominators = {
  'limit-or-quota': (subject: Subject, resource: 'cpu' | 'memory') =>
    `max ${BY_POD} (container_spec_cpu_quota${own(subject)} / container_spec_cpu_period${own(subject)}) or ${kubeResource(subject, 'limits', resource)}`,
  limit: (subject: Subject, resource: 'cpu' | 'memory') => kubeResource(subject, 'limits', resource),
  request: (subject: Subject, resource: 'cpu' | 'memory') => kubeResource(subject, 'requests', resource),
}

const usageBasedOn = {
  cpu: {
    'limit-or-quota': ['container_cpu_usage_seconds_total', 'container_spec_cpu_period'],
    limit: ['container_cpu_usage_seconds_total', 'kube_pod_container_resource_limits'],
    request: ['container_cpu_usage_seconds_total', 'kube_pod_container_resource_requests_cpu_cores'],
  },
  memory: {
    'limit-or-quota': [],
    limit: ['container_memory_working_set_bytes', 'kube_pod_container_resource_limits'],
    request: ['container_memory_working_set_bytes', 'kube_pod_container_resource_requests_memory_bytes'],
  },
}

const usageDecisions = {
  cpu: {
    'limit-or-quota': [decide.cpuDenominator],
    limit: [decide.cpuLimitDenominator],
    request: [decide.cpuRequestDenominator, decide.kubeStateNames],
  },
  memory: {
    'limit-or-quota': [],
    limit: [decide.memoryLimitDenominator],
    request: [decide.memoryRequestDenominator, decide.kubeStateNames],
  },
}

type Usage = Pick<CatalogueAlert, 'actions'> & {
  percent: 65 | 80
  resource: 'cpu' | 'memory'
  of: Denominator
  name?: string
  decisions?: CatalogueAlert['decisions']
}

/** CPU or memory of a container above a share of its limit or request for five minutes. */
export function podUsage(subject: Subject, { percent, resource, of, name, actions, decisions }: Usage): CatalogueAlert {
  const title = resource === 'cpu' ? 'CPU' : 'memory'
  return {
    id: `${subject.id}-pod-${resource}-${percent}`,
    name: name ?? `Pod ${title} greater than ${percent}%`,
    severity: percent === 80 ? 'critical' : 'warning',
    basedOn: usageBasedOn[resource][of],
    threshold: `${title} of a container above ${percent} % for 5 minutes`,
    forSeconds: 300,
    valueUnit: 'percent',
    expr: `100 * ${usage[resource](subject)} / (${denominators[of](subject, resource)}) > ${percent}`,
    summary: `${subject.title}: ${title} of pod {{ $labels.pod }} above ${percent} %`,
    description: `Container {{ $labels.container }} of pod {{ $labels.pod }} uses {{ $value | printf "%.0f" }} % of its ${title}.`,
    actions,
    decisions: [...usageDecisions[resource][of], ...(decisions ?? [])],
  }
}

/** Redis out of reach for a pod. `metrics` are the listed ones with the value from which on each is available. */
export function redisUnavailable(
  subject: Subject,
  printed: Printed & {
    forSeconds: number
    basedOn: string[]
    metrics: Array<{ name: string; from: 1 | 2 }>
    id?: string
  },
): CatalogueAlert {
  const { forSeconds, basedOn, metrics, id, decisions = [], ...rest } = printed
  const conditions = metrics.map(({ name, from }) => `min ${BY_POD} (${name}${own(subject)}) < ${from}`)
  return {
    ...rest,
    id: id ?? `${subject.id}-redis-unavailable-${forSeconds / 60}m`,
    basedOn,
    threshold: `Redis is not available to a pod for ${forSeconds / 60} minutes`,
    forSeconds,
    valueUnit: null,
    expr: conditions.length > 1 ? either(...conditions) : conditions.join(''),
    summary: `${subject.title}: pod {{ $labels.pod }} has no Redis`,
    description: `Pod {{ $labels.pod }} has been without Redis for ${forSeconds / 60} minutes.`,
    decisions,
  }
}

/** The pair of Redis alerts that five services have: a warning after 5 minutes, a critical alert after 10. */
export function redisDisconnected(
  subject: Subject,
  printed: Pick<CatalogueAlert, 'actions'> & {
    metrics: Array<{ name: string; from: 1 | 2 }>
    decisions: CatalogueAlert['decisions']
  },
): CatalogueAlert[] {
  return ([5, 10] as const).map((minutes) =>
    redisUnavailable(subject, {
      ...printed,
      name: `Redis disconnected for ${minutes} minutes`,
      severity: minutes === 5 ? 'warning' : 'critical',
      forSeconds: minutes * 60,
      basedOn: ['redis_state'],
    }),
  )
}

/** Kafka out of reach for a pod, by the state gauges that the table names. */
export function kafkaUnavailable(
  subject: Subject,
  printed: Pick<CatalogueAlert, 'actions' | 'basedOn'>,
): CatalogueAlert {
  const conditions = printed.basedOn.map((name) => `min ${BY_POD} (${name}${own(subject)}) < 1`)
  return {
    ...printed,
    id: `${subject.id}-kafka-unavailable`,
    name: 'Kafka not available',
    severity: 'critical',
    threshold: 'Kafka is not available to a pod for 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: conditions.length > 1 ? either(...conditions) : conditions.join(''),
    summary: `${subject.title}: pod {{ $labels.pod }} has no Kafka`,
    description: 'Pod {{ $labels.pod }} has been without Kafka for 5 minutes.',
    decisions: [decide.kafkaStateBelowOne],
  }
}

/** 95th percentile of the age of Kafka messages above half a second. */
export function kafkaLatency(subject: Subject, severity: 'warning' | 'critical', actions: string[]): CatalogueAlert {
  return {
    id: `${subject.id}-kafka-latency`,
    name: 'Kafka events latency is too high',
    severity,
    basedOn: ['kafka_consumer_latency_bucket'],
    threshold: 'more than 5 % of the messages of a topic older than 0.5 s',
    forSeconds: 0,
    valueUnit: 'seconds',
    expr: `histogram_quantile(0.95, sum by (namespace, container, topic, le) (rate(kafka_consumer_latency_bucket${own(subject)}[5m]))) > 0.5`,
    summary: `${subject.title}: topic {{ $labels.topic }} is read late`,
    description:
      'One message in twenty of topic {{ $labels.topic }} is {{ $value | printf "%.2f" }} s old or older when it is read.',
    actions,
    decisions: [decide.derivedSeries, decide.percentileMeant, decide.noDuration],
  }
}

const consumerTroubles = {
  'health-checks': { name: 'Too many Kafka consumer failed health checks', noun: 'failed health checks', limit: 10 },
  timeouts: { name: 'Too many Kafka consumer request timeouts', noun: 'request timeouts', limit: 10 },
  crashes: { name: 'Too many Kafka consumer crashes', noun: 'crashes', limit: 3 },
} as const

/** The three alerts on the error counter of a Kafka consumer. Crashes are counted by service or by topic. */
export function kafkaConsumerErrors(
  subject: Subject,
  actions: string[],
  crashesBy: 'service' | 'topic',
): CatalogueAlert[] {
  return (['health-checks', 'timeouts', 'crashes'] as const).map((kind) => {
    const { name, noun, limit } = consumerTroubles[kind]
    const byTopic = kind !== 'crashes' || crashesBy === 'topic'
    const labels = byTopic ? 'by (namespace, container, topic)' : BY_CONTAINER
    const where = byTopic ? 'topic {{ $labels.topic }}' : 'container {{ $labels.container }}'
    return {
      id: `${subject.id}-kafka-consumer-${kind}`,
      name,
      severity: kind === 'crashes' ? 'critical' : 'warning',
      basedOn: ['kafka_consumer_error_total'],
      threshold: `more than ${limit} ${noun} in 5 minutes`,
      forSeconds: 0,
      valueUnit: 'count',
      expr: `sum ${labels} (increase(kafka_consumer_error_total${own(subject)}[5m])) > ${limit}`,
      summary: `${subject.title}: Kafka consumer errors, perhaps ${noun}`,
      description: `{{ $value | printf "%.0f" }} errors of the Kafka consumer in 5 minutes for ${where}. The counter does not tell their kind.`,
      actions,
      decisions: [decide.errorKinds],
    }
  })
}

/** More than 100 events wait to be sent to Kafka, by pod or by service as the table has it. */
export function kafkaPending(
  subject: Subject,
  printed: Pick<CatalogueAlert, 'actions'> & { name?: string; by: 'pod' | 'service' },
): CatalogueAlert {
  const { name = 'Too many Kafka pending events', by, actions } = printed
  const where = by === 'pod' ? 'pod {{ $labels.pod }}' : 'service {{ $labels.container }}'
  return {
    id: `${subject.id}-kafka-pending`,
    name,
    severity: 'critical',
    basedOn: ['kafka_producer_queue_depth'],
    threshold: 'more than 100 pending events in 5 minutes',
    forSeconds: 300,
    valueUnit: 'count',
    expr: `sum ${by === 'pod' ? BY_POD : BY_CONTAINER} (kafka_producer_queue_depth${own(subject)}) > 100`,
    summary: `${subject.title}: events pile up before Kafka`,
    description: `{{ $value | printf "%.0f" }} events of ${where} wait to be sent to Kafka.`,
    actions,
    decisions: [decide.pendingThroughout, ...(by === 'service' ? [decide.pendingPerService] : [])],
  }
}

/** More than 100 errors of the Kafka producer of a pod in five minutes. */
export function kafkaProducerErrors(subject: Subject, actions: string[]): CatalogueAlert {
  return {
    id: `${subject.id}-kafka-producer-errors`,
    name: 'Too many Kafka producer errors',
    severity: 'critical',
    basedOn: ['kafka_producer_error_total'],
    threshold: 'more than 100 errors in 5 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `sum ${BY_POD} (increase(kafka_producer_error_total${own(subject)}[5m])) > 100`,
    summary: `${subject.title}: Kafka refuses events of pod {{ $labels.pod }}`,
    description: 'Sending to Kafka failed {{ $value | printf "%.0f" }} times in 5 minutes in pod {{ $labels.pod }}.',
    actions,
    decisions: [decide.countedOverFiveMinutes],
  }
}

/** Fewer replicas available than wanted for five minutes. */
export function replicasMissing(subject: Subject, actions: string[]): CatalogueAlert {
  const select = (kind: string) => `{${kind}="${subject.workload}"}`
  return {
    id: `${subject.id}-replicas-missing`,
    name: 'Max replicas is not sufficient for 5 mins',
    severity: 'critical',
    basedOn: ['kube_statefulset_replicas', 'kube_statefulset_status_replicas'],
    threshold: 'more replicas wanted than available for 5 minutes',
    forSeconds: 300,
    valueUnit: 'replicas',
    expr: either(
      `kube_deployment_spec_replicas${select('deployment')} > kube_deployment_status_replicas_available${select('deployment')}`,
      `kube_statefulset_replicas${select('statefulset')} > kube_statefulset_status_replicas${select('statefulset')}`,
    ),
    summary: `${subject.title}: replicas are missing`,
    description: `{{ $value | printf "%.0f" }} replicas of ${subject.workload} are wanted and fewer are available.`,
    actions,
    decisions: [decide.deploymentNotStatefulSet],
  }
}

/** The two autoscaler alerts: close to the maximum, and below the minimum. `autoscaler` is a regular expression. */
export function autoscalerAlerts(
  subject: Subject,
  autoscaler: string,
  actions: { near: string[]; below: string[] },
  nearDecisions: CatalogueAlert['decisions'] = [],
): [CatalogueAlert, CatalogueAlert] {
  const series = (figure: string) => [
    `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_${figure}{horizontalpodautoscaler=~"${autoscaler}"})`,
    `max by (namespace, hpa) (kube_hpa_${figure}{hpa=~"${autoscaler}"})`,
  ]
  const [now, most, least] = [
    series('status_current_replicas'),
    series('spec_max_replicas'),
    series('spec_min_replicas'),
  ]
  const shared = { severity: 'critical' as const, forSeconds: 300 }
  return [
    {
      ...shared,
      id: `${subject.id}-autoscaler-near-max`,
      name: 'Pods scaled up greater than 80%',
      basedOn: ['kube_hpa_status_current_replicas', 'kube_hpa_spec_max_replicas'],
      threshold: 'replicas above 80 % of their maximum for 5 minutes',
      valueUnit: 'percent',
      expr: either(...now.map((one, index) => `100 * ${one} / ${most[index]} > 80`)),
      summary: `${subject.title}: the autoscaler is close to its maximum`,
      description: 'The service runs {{ $value | printf "%.0f" }} % of the replicas that its autoscaler may start.',
      actions: actions.near,
      decisions: [decide.kubeStateNames, decide.autoscalerName, ...nearDecisions],
    },
    {
      ...shared,
      id: `${subject.id}-autoscaler-below-min`,
      name: 'Pods less than Min Replicas',
      basedOn: ['kube_hpa_status_current_replicas', 'kube_hpa_spec_min_replicas'],
      threshold: 'fewer replicas than the minimum for 5 minutes',
      valueUnit: 'replicas',
      expr: either(...now.map((one, index) => `${one} < ${least[index]}`)),
      summary: `${subject.title}: fewer pods than the minimum`,
      description: 'Only {{ $value | printf "%.0f" }} replicas run, fewer than the autoscaler must keep.',
      actions: actions.below,
      decisions: [decide.kubeStateNames, decide.autoscalerName],
    },
  ]
}

/** Requests to the Config Service fail, by the answers and by the connection gauge of the service. */
export function configNodeFail(subject: Subject, gauge: string): CatalogueAlert {
  const failing = own(subject, 'target_service_name=~".*config.*", status=~"[45].."')
  return {
    id: `${subject.id}-config-node-fail`,
    name: 'Config node fail',
    severity: 'warning',
    basedOn: ['http_client_response_count'],
    threshold: 'failing requests to the config node during 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: either(
      `sum ${BY_POD} (rate(http_client_response_count${failing}[2m])) > 0`,
      `min ${BY_POD} (${gauge}${own(subject)}) < 1`,
    ),
    summary: `${subject.title}: pod {{ $labels.pod }} cannot use the config node`,
    description: 'Requests of pod {{ $labels.pod }} to the config node have failed for 5 minutes.',
    actions: ['Check pod {{ $labels.pod }} and the config node.'],
    decisions: [decide.configTarget, decide.statusIsHttp],
  }
}
