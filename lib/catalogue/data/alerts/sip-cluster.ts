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
  podUsage,
  redisUnavailable,
} from './patterns'
import { sipCluster as subject } from './subjects'

const sum = (metric: string, range = '') => `sum ${BY_POD} (${metric}${own(subject)}${range})`
const perMinute = (metric: string) => `sum ${BY_POD} (rate(${metric}${own(subject)}[2m])) * 60`
const NETWORK = 'Gather network figures and bring in the network team if the network is at fault.'

const dialPlanAlerts: CatalogueAlert[] = [
  {
    id: 'sip-cluster-dial-plan-overloaded',
    name: 'Dial Plan node is overloaded',
    severity: 'critical',
    basedOn: ['sips_dp_average_response_latency'],
    threshold: 'mean response time above 1000',
    forSeconds: 0,
    valueUnit: 'milliseconds',
    expr: `max ${BY_POD} (sips_dp_average_response_latency${own(subject)}) > 1000`,
    summary: 'SIP Cluster: the Dial Plan answers pod {{ $labels.pod }} late',
    description: 'The Dial Plan takes {{ $value | printf "%.0f" }} ms on average to answer pod {{ $labels.pod }}.',
    actions: [
      'Check that not too many calls come in at SIP Server.',
      'Check CPU and memory of the Dial Plan.',
      'Check the network from SIP Server to the Dial Plan.',
    ],
    decisions: [
      decide.firesAtOnce,
      {
        about: 'threshold',
        decision: '1000 milliseconds.',
        reason: 'Neither alert nor table prints a unit; the neighbouring queue time is in milliseconds.',
      },
    ],
  },
  {
    id: 'sip-cluster-dial-plan-queue',
    name: 'Dial Plan Queue Increase',
    severity: 'critical',
    basedOn: ['sips_dp_queue_size'],
    threshold: 'more than 10 waiting requests for 1 minute',
    forSeconds: 60,
    valueUnit: 'count',
    expr: `${sum('sips_dp_queue_size')} > 10`,
    summary: 'SIP Cluster: requests to the Dial Plan pile up in pod {{ $labels.pod }}',
    description: '{{ $value | printf "%.0f" }} requests of pod {{ $labels.pod }} wait for the Dial Plan.',
    actions: ['Check how many calls come in at SIP Server.', 'Check the connection from SIP Server to the Dial Plan.'],
  },
]

const serviceAlerts: CatalogueAlert[] = [
  {
    id: 'sip-cluster-sip-proxy-overloaded',
    name: 'SIP Proxy overloaded',
    severity: 'critical',
    basedOn: ['sips_sip_response_time_ms_sum', 'sips_sip_response_time_ms_count'],
    threshold: 'mean response time above 20 ms for 1 minute',
    forSeconds: 60,
    valueUnit: 'milliseconds',
    expr: `sum ${BY_POD} (rate(sips_sip_response_time_ms_sum${own(subject)}[2m])) / sum ${BY_POD} (rate(sips_sip_response_time_ms_count${own(subject)}[2m])) > 20`,
    summary: 'SIP Cluster: SIP answers reach pod {{ $labels.pod }} late',
    description: 'SIP messages of pod {{ $labels.pod }} are answered after {{ $value | printf "%.0f" }} ms on average.',
    actions: [
      'Check CPU and memory of the SIP Proxy.',
      'If these are fine, look for errors or a SIP Proxy that hangs.',
      'Check the border controller for delays of the network.',
    ],
    decisions: [
      decide.derivedSeries,
      {
        about: 'expr',
        decision: 'Mean over 2 minutes.',
        reason: 'With a scrape every 30 seconds a window of 1 minute holds two samples at best.',
      },
    ],
  },
  {
    id: 'sip-cluster-health-fail',
    name: 'SIP Node HealthCheck Fail',
    severity: 'critical',
    basedOn: ['sipnode_health_level'],
    threshold: 'health level fails for 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: `min ${BY_POD} (sipnode_health_level${own(subject)}) < 0`,
    summary: 'SIP Cluster: pod {{ $labels.pod }} fails',
    description: 'Pod {{ $labels.pod }} has reported that it fails for 5 minutes.',
    actions: [
      'Look for trouble with Redis, Kafka, SIP Proxy, the voice platform and the Dial Plan.',
      'Look for trouble with the Envoy sidecar, then restart the pod.',
    ],
    decisions: [decide.failureAtFail],
  },
  kafkaUnavailable(subject, { basedOn: ['kafka_producer_state'], actions: act.KAFKA_CLUSTER }),
]

const podAlerts: CatalogueAlert[] = [
  {
    id: 'sip-cluster-pod-status-error',
    name: 'Pod Status Error',
    severity: 'warning',
    basedOn: ['kube_pod_status_phase'],
    threshold: 'a pod is in phase Failed, Unknown or Pending',
    forSeconds: 0,
    valueUnit: null,
    expr: `max by (namespace, pod, phase) (kube_pod_status_phase{pod=~"${subject.pods}", phase=~"Failed|Unknown|Pending"}) > 0`,
    summary: 'SIP Cluster: pod {{ $labels.pod }} is {{ $labels.phase }}',
    description: 'Kubernetes reports phase {{ $labels.phase }} for pod {{ $labels.pod }}.',
    actions: act.RESTART_POD,
    decisions: [
      {
        about: 'forSeconds',
        decision: 'Fires at once, also for a new pod that is still Pending.',
        reason: 'No duration is printed; the other services wait 5 minutes for Unknown and Pending.',
      },
    ],
  },
  podNotReady(subject, {
    name: 'Pod Status NotReady',
    severity: 'warning',
    forSeconds: 300,
    actions: act.RESTART_POD,
    decisions: [decide.gluedCells],
  }),
  containerRestarts(subject, { name: 'Container Restarted Repeatedly', severity: 'critical', actions: act.NEW_IMAGE }),
  {
    id: 'sip-cluster-ready-below-60',
    name: 'Ready Pods below 60%',
    severity: 'critical',
    basedOn: ['kube_statefulset_status_replicas_ready', 'kube_statefulset_status_replicas_current'],
    threshold: 'fewer than 60 % of the pods ready for 5 minutes',
    forSeconds: 300,
    valueUnit: 'percent',
    expr: `100 * kube_statefulset_status_replicas_ready{statefulset="${subject.workload}"} / (kube_statefulset_status_replicas_current{statefulset="${subject.workload}"} > 0) < 60`,
    summary: 'SIP Cluster: few pods of {{ $labels.statefulset }} are ready',
    description:
      'Only {{ $value | printf "%.0f" }} % of the pods of {{ $labels.statefulset }} have been ready for 5 minutes.',
    actions: act.NEW_IMAGE,
  },
  ...autoscalerAlerts(subject, '(voice-)?sip(-node)?(-hpa)?', {
    near: ['See whether the load asks for a higher maximum.'],
    below: [
      'All services alike: check the Kubernetes nodes and Consul.',
      'The SIP Cluster alone: check the logs of its pods, its manifest and its Helm release.',
    ],
  }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 80, actions: act.LOAD_THEN_POD_TICKET }),
  podUsage(subject, { resource: 'cpu', of: 'limit-or-quota', percent: 65, actions: act.LOAD_THEN_POD_TICKET }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 80, actions: act.LOAD_THEN_POD_RESTART }),
  podUsage(subject, { resource: 'memory', of: 'request', percent: 65, actions: act.LOAD_THEN_POD_TICKET }),
  redisUnavailable(subject, {
    id: 'sip-cluster-redis-unavailable',
    name: 'Redis not available',
    severity: 'critical',
    forSeconds: 300,
    basedOn: ['redis_state'],
    metrics: [
      { name: 'sipnode_redis_state', from: 1 },
      { name: 'redis_state', from: 1 },
    ],
    actions: act.REDIS,
    decisions: [decide.redisStateName, decide.redisBelowOne],
  }),
  kafkaProducerErrors(subject, ['Check Kafka for pod {{ $labels.pod }}.']),
]

const SIP_SERVER_LOGS =
  'Collect the logs of the SIP Server main thread (files without an index in their name) and open a ticket.'

const sipServerAlerts: CatalogueAlert[] = [
  {
    id: 'sip-cluster-main-thread-cpu',
    name: 'SIP Server main thread consuming more than 65% CPU for 5 mins',
    severity: 'warning',
    basedOn: ['sips_cpu_usage_main'],
    threshold: 'main thread above 65 % CPU for 5 minutes',
    forSeconds: 300,
    valueUnit: 'percent',
    expr: `max ${BY_POD} (sips_cpu_usage_main${own(subject)}) > 65`,
    summary: 'SIP Cluster: the SIP Server main thread of pod {{ $labels.pod }} is busy',
    description: 'The main thread of SIP Server in pod {{ $labels.pod }} uses {{ $value | printf "%.0f" }} % CPU.',
    actions: [SIP_SERVER_LOGS],
  },
  {
    id: 'sip-cluster-calls-drop',
    name: 'Calls activity drop',
    severity: 'warning',
    basedOn: ['sips_calls', 'sips_calls_created'],
    threshold: 'more than 30 calls fewer than 2 minutes ago and no new calls',
    forSeconds: 0,
    valueUnit: 'calls',
    expr: `${sum('sips_calls', ' offset 2m')} - ${sum('sips_calls')} > 30 and sum ${BY_POD} (increase(sips_calls_created${own(subject)}[2m])) == 0`,
    summary: 'SIP Cluster: calls of pod {{ $labels.pod }} drop and none arrive',
    description:
      'Pod {{ $labels.pod }} has {{ $value | printf "%.0f" }} calls fewer than 2 minutes ago and takes no new ones.',
    actions: [
      'SIP Server is primary: switch over, then restart the former primary.',
      `SIP Server is backup: restart it. ${SIP_SERVER_LOGS}`,
    ],
  },
  {
    id: 'sip-cluster-dial-plan-down',
    name: 'Dial Plan Node Down',
    severity: 'critical',
    basedOn: ['sips_dp_active_connections'],
    threshold: 'no connection to the Dial Plan is up',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `${sum('sips_dp_active_connections')} == 0`,
    summary: 'SIP Cluster: pod {{ $labels.pod }} reaches no Dial Plan',
    description: 'All connections of pod {{ $labels.pod }} to the Dial Plan are down.',
    actions: ['Check the network from SIP Server to the Dial Plan.', 'Check CPU and memory of the Dial Plan.'],
    decisions: [decide.firesAtOnce],
  },
  {
    id: 'sip-cluster-dial-plan-problem',
    name: 'Dialplan Node problem',
    severity: 'warning',
    basedOn: ['sips_dp_timeouts'],
    threshold: 'more than 5 requests rejected or timed out in 1 minute',
    forSeconds: 0,
    valueUnit: 'per minute',
    expr: `(${perMinute('sips_dp_timeouts')} > 5) or (${perMinute('sips_dp_4xx_errors')} + ${perMinute('sips_dp_5xx_errors')} > 5)`,
    summary: 'SIP Cluster: the Dial Plan fails requests of pod {{ $labels.pod }}',
    description:
      '{{ $value | printf "%.0f" }} requests a minute of pod {{ $labels.pod }} fail at the Dial Plan or time out.',
    actions: ['Check the network from SIP Server to the Dial Plan.', 'Check that the Dial Plan runs.'],
    decisions: [
      {
        about: 'basedOn',
        decision: 'Timeouts as printed, and also the 4xx and 5xx answers, taken to include 400, 404, 500 and 501.',
        reason: 'The text covers rejected requests, the printed metric counts timeouts only.',
      },
      {
        about: 'expr',
        decision: 'Rate over 2 minutes, by the minute.',
        reason: 'With a scrape every 30 seconds a window of 1 minute holds two samples at best.',
      },
    ],
  },
  {
    id: 'sip-cluster-routing-timeouts',
    name: 'Routing timeout counter growth',
    severity: 'warning',
    basedOn: ['sips_routing_timeouts'],
    threshold: 'more than 20 routing timeouts in 2 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: `sum ${BY_POD} (increase(sips_routing_timeouts${own(subject)}[2m])) > 20`,
    summary: 'SIP Cluster: routing times out in pod {{ $labels.pod }}',
    description:
      'The routing of {{ $value | printf "%.0f" }} calls timed out within 2 minutes in pod {{ $labels.pod }}.',
    actions: [
      'See whether sips_urs_response_more_5_sec grows; if so, find out why routing answers late.',
      'Check the network from SIP Server to the routing server.',
    ],
    decisions: [
      {
        about: 'name of the metric',
        decision: 'sips_routing_timeouts and sips_urs_response_more_5_sec.',
        reason: 'The text calls them NROUTINGTIMEOUTS and URS_RESPONSE_MORE5SEC.',
      },
    ],
  },
]

const inServiceScale = {
  about: 'expr',
  decision: 'Fires at 0.',
  reason:
    'No values are printed for this gauge; two gauges of the service that end in the same words have 0 out of service.',
}

const outOfServiceAlerts: CatalogueAlert[] = [
  {
    id: 'sip-cluster-trunk-out-of-service',
    name: 'SIP trunk is out of service',
    severity: 'critical',
    basedOn: ['sips_trunk_in_service'],
    threshold: 'a trunk is out of service for 1 minute',
    forSeconds: 60,
    valueUnit: null,
    expr: `min by (namespace, pod, container, tenant, device_name) (sips_trunk_in_service${own(subject)}) == 0`,
    summary: 'SIP Cluster: trunk {{ $labels.device_name }} is out of service',
    description:
      'Pod {{ $labels.pod }} sees trunk {{ $labels.device_name }} of tenant {{ $labels.tenant }} out of service.',
    actions: [
      `Primary and secondary trunks: check the network from SIP Server to the border controller. ${NETWORK}`,
      'Primary and secondary trunks: check the border controller.',
      `Trunks between SIP Servers: check the network between them. ${NETWORK}`,
    ],
    decisions: [
      inServiceScale,
      {
        about: 'actions',
        decision: 'Three, the last one for trunks between SIP Servers.',
        reason:
          'The actions are nested and the last one lost its bullet; multi-site call control is listed as unsupported.',
      },
    ],
  },
  {
    id: 'sip-cluster-media-out-of-service',
    name: 'Media service is out of service',
    severity: 'critical',
    basedOn: ['sips_msml_in_service'],
    threshold: 'a media device is out of service for 1 minute',
    forSeconds: 60,
    valueUnit: null,
    expr: `min by (namespace, pod, container, device_name) (sips_msml_in_service${own(subject)}) == 0`,
    summary: 'SIP Cluster: media device {{ $labels.device_name }} is out of service',
    description: 'Pod {{ $labels.pod }} sees media device {{ $labels.device_name }} out of service.',
    actions: [
      `Check the network from SIP Server to the Resource Manager. ${NETWORK}`,
      'Check the Resource Manager and restart it if need be.',
      'After 5 minutes, lead the traffic to another site.',
    ],
    decisions: [inServiceScale],
  },
  {
    id: 'sip-cluster-softswitch-out-of-service',
    name: 'SIP softswitch is out of service',
    severity: 'critical',
    basedOn: ['sips_softswitch_in_service'],
    threshold: 'a softswitch is out of service',
    forSeconds: 0,
    valueUnit: null,
    expr: `min by (namespace, pod, container, tenant, device_name) (sips_softswitch_in_service${own(subject)}) == 0`,
    summary: 'SIP Cluster: softswitch {{ $labels.device_name }} is out of service',
    description:
      'Pod {{ $labels.pod }} sees softswitch {{ $labels.device_name }} of tenant {{ $labels.tenant }} out of service.',
    actions: [`Check the network from SIP Server to the border controller. ${NETWORK}`, 'Check the border controller.'],
    decisions: [inServiceScale, decide.firesAtOnce],
  },
  {
    id: 'sip-cluster-sip-proxy-out-of-service',
    name: 'SIP Proxy is out of service',
    severity: 'critical',
    basedOn: ['sips_sipproxy_in_service'],
    threshold: 'the SIP Proxy is out of service',
    forSeconds: 0,
    valueUnit: null,
    expr: `min ${BY_POD} (sips_sipproxy_in_service${own(subject)}) == 0`,
    summary: 'SIP Cluster: pod {{ $labels.pod }} sees the SIP Proxy out of service',
    description: 'Pod {{ $labels.pod }} sees the SIP Proxy Service out of service.',
    actions: [`Check the network from SIP Server to the SIP Proxy. ${NETWORK}`, 'Check the SIP Proxy.'],
    decisions: [decide.gluedCells, decide.firesAtOnce],
  },
]

export const sipClusterAlerts: CatalogueAlert[] = [
  kafkaPending(subject, {
    by: 'service',
    actions: ['Check Kafka, and CPU and network of the pods of the service.'],
  }),
  ...dialPlanAlerts,
  ...serviceAlerts,
  ...podAlerts,
  ...sipServerAlerts,
  ...outOfServiceAlerts,
]
