import type { CatalogueAlert } from '@/lib/catalogue/schema'
import * as act from './actions'
import * as decide from './alert-decisions'
import {
  BY_POD,
  configNodeFail,
  containerRestarts,
  kafkaPending,
  own,
  podNotReady,
  podPhase,
  podUsage,
} from './patterns'
import { sipProxy as subject } from './subjects'

const noAutoscaler = [decide.noAutoscaler]

export const sipProxyAlerts: CatalogueAlert[] = [
  kafkaPending(subject, {
    by: 'service',
    actions: [
      'Registrations through this proxy are at risk. Check Kafka, and CPU and network of the pods of the service.',
    ],
  }),
  {
    id: 'sip-proxy-response-latency',
    name: 'SIP server response time too high',
    severity: 'warning',
    basedOn: ['sipproxy_response_latency_bucket'],
    threshold: '95th percentile above 1 s for a SIP node',
    forSeconds: 0,
    valueUnit: 'seconds',
    expr: `histogram_quantile(0.95, sum by (namespace, pod, container, sip_node_id, le) (rate(sipproxy_response_latency_bucket${own(subject)}[5m]))) > 1`,
    summary: 'SIP Proxy: SIP node {{ $labels.sip_node_id }} answers late',
    description:
      'One message in twenty from pod {{ $labels.pod }} to SIP node {{ $labels.sip_node_id }} is answered after {{ $value | printf "%.2f" }} s or later.',
    actions: [
      'Several proxy pods: check SIP node {{ $labels.sip_node_id }}.',
      'Pod {{ $labels.pod }} alone: check that pod for a lack of CPU, memory or network.',
    ],
    decisions: [
      decide.derivedSeries,
      decide.percentileMeant,
      decide.noDuration,
      {
        about: 'actions',
        decision: 'The second advice is about the pod.',
        reason: 'The printed words about a topic are a copy from a Kafka alert.',
      },
    ],
  },
  podPhase(subject, {
    name: 'Pod status failed',
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
  {
    id: 'sip-proxy-no-sip-nodes',
    name: 'No sip-nodes available for 2 minutes',
    severity: 'critical',
    basedOn: ['sipproxy_active_sip_nodes_count'],
    threshold: 'no SIP node available for 2 minutes',
    forSeconds: 120,
    valueUnit: 'count',
    expr: `max ${BY_POD} (sipproxy_active_sip_nodes_count${own(subject)}) == 0`,
    summary: 'SIP Proxy: pod {{ $labels.pod }} has no SIP node',
    description: 'Pod {{ $labels.pod }} has had no SIP node to use for 2 minutes.',
    actions: ['Several services at once: check the SIP nodes.', 'Pod {{ $labels.pod }} alone: check that pod.'],
  },
  {
    id: 'sip-proxy-node-capacity',
    name: 'sip-node capacity limit reached',
    severity: 'warning',
    basedOn: ['sipproxy_sip_node_is_capacity_available'],
    threshold: 'a SIP node is at its limit for 3 minutes',
    forSeconds: 180,
    valueUnit: null,
    expr: `min by (namespace, pod, container, sip_node_id) (sipproxy_sip_node_is_capacity_available${own(subject)}) == 0`,
    summary: 'SIP Proxy: SIP node {{ $labels.sip_node_id }} is at its limit',
    description: 'Pod {{ $labels.pod }} has seen SIP node {{ $labels.sip_node_id }} at its limit for 3 minutes.',
    actions: [
      'Several services at once: check SIP node {{ $labels.sip_node_id }}.',
      'Pod {{ $labels.pod }} alone: check that pod.',
    ],
    decisions: [
      {
        about: 'expr',
        decision: 'Fires at 0.',
        reason: 'No values are printed; the name is a yes-or-no question.',
      },
    ],
  },
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit-or-quota',
    percent: 80,
    actions: act.LOAD_THEN_POD_TICKET,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'cpu',
    of: 'limit-or-quota',
    percent: 65,
    actions: act.LOAD_THEN_POD_TICKET,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'memory',
    of: 'request',
    percent: 80,
    actions: act.LOAD_THEN_POD_RESTART,
    decisions: noAutoscaler,
  }),
  podUsage(subject, {
    resource: 'memory',
    of: 'request',
    percent: 65,
    actions: act.LOAD_THEN_POD_TICKET,
    decisions: noAutoscaler,
  }),
  configNodeFail(subject, 'sipproxy_config_node_status'),
]
