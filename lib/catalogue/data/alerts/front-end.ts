import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import {
  autoscalerAlerts,
  BY_POD,
  containerRestarts,
  kafkaPending,
  kafkaProducerErrors,
  kafkaUnavailable,
  own,
  podNotReady,
  podPhase,
  podUsage,
  replicasMissing,
} from './patterns'
import { frontEnd as subject } from './subjects'

const inFiveMinutes = (metric: string, labels = '') => `sum ${BY_POD} (increase(${metric}${own(subject, labels)}[5m]))`
const RESOURCES = ['Check the resources of the Kubernetes cluster and add some if need be.']
const requests = inFiveMinutes('sipfe_requests_total')
const failures = 'status=~"[45].."'

const requestAlerts: CatalogueAlert[] = [
  {
    id: 'front-end-unanswered-requests',
    name: 'Too many received requests without a response',
    severity: 'critical',
    basedOn: ['sipfe_requests_total'],
    threshold: 'more than 100 requests without an answer in 5 minutes',
    forSeconds: 0,
    valueUnit: 'requests',
    expr: `${requests} - (${inFiveMinutes('sipfe_responses_total')} or 0 * ${requests}) > 100`,
    summary: 'FrontEnd: pod {{ $labels.pod }} leaves requests unanswered',
    description: '{{ $value | printf "%.0f" }} requests of 5 minutes got no answer from pod {{ $labels.pod }}.',
    actions: ['Collect the logs of pod {{ $labels.pod }} and open a ticket.', 'Restart the service.'],
    decisions: [
      {
        about: 'basedOn',
        decision: 'Requests received less answers given; a pod that gave no answer yet counts as zero answers.',
        reason: 'Only the request counter is printed, which cannot tell what was answered.',
      },
    ],
  },
  {
    id: 'front-end-sip-cluster-latency',
    name: 'SIP Cluster Service response latency is too high',
    severity: 'critical',
    basedOn: ['sipfe_sip_node_request_duration_seconds_bucket'],
    threshold: '95th percentile above 0.5 s',
    forSeconds: 0,
    valueUnit: 'seconds',
    expr: `histogram_quantile(0.95, sum by (namespace, pod, container, le) (rate(sipfe_sip_node_request_duration_seconds_bucket${own(subject)}[5m]))) > 0.5`,
    summary: 'FrontEnd: the SIP Cluster answers late',
    description:
      'One answer in twenty of the SIP Cluster takes {{ $value | printf "%.2f" }} s or longer, as pod {{ $labels.pod }} sees it.',
    actions: [
      'Several pods: check the SIP Cluster for a lack of CPU, memory or network.',
      'Pod {{ $labels.pod }} alone: check that pod for a lack of CPU, memory or network.',
    ],
    decisions: [
      decide.derivedSeries,
      decide.percentileMeant,
      decide.noDuration,
      {
        about: 'expr',
        decision: 'Taken by pod.',
        reason: 'The threshold speaks of the service, but the advice tells one pod from several.',
      },
    ],
  },
  {
    id: 'front-end-no-requests',
    name: 'No requests received',
    severity: 'critical',
    basedOn: ['sipfe_requests_total'],
    threshold: 'no request in 5 minutes',
    forSeconds: 0,
    valueUnit: 'requests',
    expr: `${requests} == 0`,
    summary: 'FrontEnd: pod {{ $labels.pod }} receives no requests',
    description: 'Pod {{ $labels.pod }} has received no request for 5 minutes.',
    actions: [
      'Check the Orchestration Service, the Tenant Service and the network from them to pod {{ $labels.pod }}.',
    ],
    decisions: [
      {
        about: 'expr',
        decision: 'No growth of the request counter in 5 minutes.',
        reason: 'The printed expression lost its operator before 100; name and text speak of the absence of requests.',
      },
      {
        about: 'expr',
        decision: 'Pods are found by their container.',
        reason: 'The printed pattern sipfe-.+ does not match pods called voice-sipfe-….',
      },
    ],
  },
  {
    id: 'front-end-failure-responses',
    name: 'Too many failure responses sent',
    severity: 'critical',
    basedOn: ['sipfe_responses_total'],
    threshold: 'more than 100 failure responses in 5 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `${inFiveMinutes('sipfe_responses_total', failures)} > 100`,
    summary: 'FrontEnd: pod {{ $labels.pod }} refuses many requests',
    description: 'Pod {{ $labels.pod }} sent {{ $value | printf "%.0f" }} failure responses in 5 minutes.',
    actions: ['Check that the requests which pod {{ $labels.pod }} receives are valid.'],
    decisions: [
      decide.statusIsHttp,
      {
        about: 'expr',
        decision: 'Needs the label status; silent where the platform does not set it.',
        reason: 'The metric table lists the label tenant only, by which failures cannot be told.',
      },
    ],
  },
]

const sipAlerts: CatalogueAlert[] = [
  {
    id: 'front-end-sip-cluster-errors',
    name: 'Too many SIP Cluster Service error responses',
    severity: 'critical',
    basedOn: ['sipfe_sip_node_responses_total'],
    threshold: 'more than 100 errors in 5 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `${inFiveMinutes('sipfe_sip_node_responses_total', failures)} > 100`,
    summary: 'FrontEnd: the SIP Cluster answers pod {{ $labels.pod }} with errors',
    description: 'The SIP Cluster answered {{ $value | printf "%.0f" }} requests of 5 minutes with an error.',
    actions: [
      'Several pods: check the SIP Cluster for a lack of CPU, memory or network.',
      'Pod {{ $labels.pod }} alone: check the requests that it sends.',
    ],
    decisions: [decide.statusIsHttp],
  },
  kafkaUnavailable(subject, { basedOn: ['kafka_producer_state'], actions: act.KAFKA_CLUSTER }),
  {
    id: 'front-end-no-sip-nodes',
    name: 'SIP Node(s) is not available',
    severity: 'critical',
    basedOn: ['sipfe_sip_nodes_total'],
    threshold: 'no SIP node alive for 5 minutes',
    forSeconds: 300,
    valueUnit: 'count',
    expr: `max ${BY_POD} (sipfe_sip_nodes_total${own(subject)}) == 0`,
    summary: 'FrontEnd: pod {{ $labels.pod }} sees no SIP node',
    description: 'Pod {{ $labels.pod }} has seen no SIP node alive for 5 minutes.',
    actions: [
      'Several services at once: check the SIP nodes and restart them.',
      'Pod {{ $labels.pod }} alone: check that pod and its network to the SIP nodes.',
    ],
  },
]

const podAlerts: CatalogueAlert[] = [
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
]

export const frontEndAlerts: CatalogueAlert[] = [
  kafkaPending(subject, {
    name: 'Too many Kafka pending producer events',
    by: 'pod',
    actions: ['Check Kafka, and CPU and network of pod {{ $labels.pod }}.'],
  }),
  ...requestAlerts,
  kafkaProducerErrors(subject, ['Check Kafka for pod {{ $labels.pod }}.']),
  ...sipAlerts,
  ...podAlerts,
  replicasMissing(subject, RESOURCES),
  ...autoscalerAlerts(
    subject,
    '(voice-)?sipfe(-node)?(-hpa)?',
    {
      near: RESOURCES,
      below: ['Find out whether Kubernetes cannot start new pods or whether pods fail to become active and ready.'],
    },
    [
      {
        about: 'description',
        decision: 'Current replicas against the maximum, as in the printed expression.',
        reason: 'The printed description is a copy of another alert.',
      },
    ],
  ),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 65, actions: act.LOAD_THEN_POD_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 80, actions: act.LOAD_THEN_RESTART }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 65, actions: act.LOAD_THEN_POD_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 80, actions: act.LOAD_THEN_POD_RESTART }),
]
