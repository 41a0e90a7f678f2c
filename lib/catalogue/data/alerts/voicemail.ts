import type { CatalogueAlert } from '@/lib/catalogue/schema'
import { BY_POD, containerRestarts, own, podNotReady, podUsage } from './patterns'
import { voicemail as subject } from './subjects'

const perMinute = (metric: string) => `sum ${BY_POD} (rate(${metric}${own(subject)}[2m])) * 60 >= 6`
const splitName = {
  about: 'name',
  decision: 'Name and severity are set apart.',
  reason: 'The name runs into the severity column in print.',
}
const perMinuteWindow = {
  about: 'expr',
  decision: 'Rate over 2 minutes, by the minute, at every evaluation of 10 minutes.',
  reason: 'With a scrape every 30 seconds a window of 1 minute holds two samples at best.',
}

const down = (
  alert: Pick<CatalogueAlert, 'id' | 'name' | 'decisions'> & { metric: string; what: string; minutes: number },
): CatalogueAlert => ({
  id: alert.id,
  name: alert.name,
  severity: 'critical',
  basedOn: [alert.metric],
  threshold: `${alert.what} is not available for ${alert.minutes} minutes`,
  forSeconds: alert.minutes * 60,
  valueUnit: null,
  expr: `min ${BY_POD} (${alert.metric}${own(subject)}) == 0`,
  summary: `Voicemail: pod {{ $labels.pod }} has no ${alert.what}`,
  description: `Pod {{ $labels.pod }} has been without ${alert.what} for ${alert.minutes} minutes.`,
  actions: [],
  decisions: [splitName, ...(alert.decisions ?? [])],
})

export const voicemailAlerts: CatalogueAlert[] = [
  {
    id: 'voicemail-storage-failed',
    name: 'voicemail_storage_failed_account',
    severity: 'critical',
    severityPrinted: 'Outage',
    basedOn: ['voicemail_storage_failed_account'],
    threshold: 'the storage account is down',
    forSeconds: 0,
    valueUnit: null,
    expr: `max ${BY_POD} (voicemail_storage_failed_account${own(subject)}) > 0`,
    summary: 'Voicemail: the storage account is down',
    description: 'Pod {{ $labels.pod }} cannot reach the storage account, so no messages can be fetched.',
    actions: [],
    decisions: [
      {
        about: 'severity',
        decision: 'Critical, printed as Outage.',
        reason:
          'The word runs into the name in print and is used nowhere else; without it the severity would be blank.',
      },
      {
        about: 'expr',
        decision: 'Fires on any value above 0 and at once; silent where the platform does not expose the metric.',
        reason: 'The metric table does not list it, and neither values nor a duration are printed.',
      },
    ],
  },
  {
    id: 'voicemail-config-requests-failing',
    name: 'VoicemailConfigRequestFailureCritical',
    severity: 'critical',
    basedOn: ['voicemail_config_request_failed_total'],
    threshold: 'at least 6 failed requests a minute for 10 minutes',
    forSeconds: 600,
    valueUnit: 'per minute',
    expr: perMinute('voicemail_config_request_failed_total'),
    summary: 'Voicemail: pod {{ $labels.pod }} cannot use the config node',
    description:
      'Requests of pod {{ $labels.pod }} to the config node fail {{ $value | printf "%.0f" }} times a minute, for 10 minutes now.',
    actions: [],
    decisions: [splitName, perMinuteWindow],
  },
  {
    id: 'voicemail-redis-down',
    name: 'VoicemailRedisConnectionDown',
    severity: 'critical',
    basedOn: ['voicemail_redis_connection_failure'],
    threshold: 'at least 6 failed requests a minute for 10 minutes',
    forSeconds: 600,
    valueUnit: 'per minute',
    expr: `(${perMinute('voicemail_redis_connection_failure')}) or (${perMinute('voicemail_redis_request_failed_total')})`,
    summary: 'Voicemail: pod {{ $labels.pod }} cannot use Redis',
    description:
      'Requests of pod {{ $labels.pod }} to Redis fail {{ $value | printf "%.0f" }} times a minute, for 10 minutes now.',
    actions: [],
    decisions: [
      splitName,
      perMinuteWindow,
      {
        about: 'basedOn',
        decision: 'Looks at the printed metric and at the listed counter of failed requests to Redis.',
        reason: 'The printed metric is in no metric table.',
      },
    ],
  },
  podUsage(subject, {
    name: 'voicemail_node_memory_usage_80',
    resource: 'memory',
    of: 'request',
    percent: 80,
    actions: [],
    decisions: [splitName],
  }),
  podUsage(subject, {
    name: 'voicemail_node_cpu_usage_80',
    resource: 'cpu',
    of: 'request',
    percent: 80,
    actions: [],
    decisions: [splitName],
  }),
  podNotReady(subject, {
    name: 'PodStatusNotReadyfor10mins',
    severity: 'critical',
    forSeconds: 600,
    actions: [],
    decisions: [splitName],
  }),
  containerRestarts(subject, {
    name: 'ContainerRestartedRepeatedly',
    severity: 'critical',
    actions: [],
    decisions: [splitName],
  }),
  down({
    id: 'voicemail-envoy-down',
    name: 'VoicemailEnvoyHealthFailedCritical',
    metric: 'voicemail_envoy_proxy_status',
    what: 'its Envoy sidecar',
    minutes: 10,
  }),
  down({
    id: 'voicemail-config-node-down',
    name: 'VoicemailConfigHealthFailedCritical',
    metric: 'voicemail_config_node_status',
    what: 'the config node',
    minutes: 10,
    decisions: [
      {
        about: 'description',
        decision: 'Speaks of the config node.',
        reason: 'The printed text speaks of GWS, a copy from the next alert.',
      },
    ],
  }),
  down({
    id: 'voicemail-gws-down',
    name: 'VoicemailGWSHealthFailedCritical',
    metric: 'voicemail_gws_status',
    what: 'GWS',
    minutes: 15,
  }),
]
