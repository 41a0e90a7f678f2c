import type { ServiceId } from '@/lib/catalogue/schema'

/** A share of traffic that failed, where the documents name a counter of the whole beside one of the failures. */
export type ErrorRatio = {
  label: string
  failed: string
  /** Of `failed`, the series whose label matches; the whole is then the same counter, and no failure is 0, not "no data". */
  failedWhere?: { label: string; pattern: string }
  all: string
}

const http: ErrorRatio = {
  label: 'HTTP 5xx of all answers',
  failed: 'http_client_response_count',
  failedWhere: { label: 'status', pattern: '5..' },
  all: 'http_client_response_count',
}

const answers = (metric: string, what: string): ErrorRatio => ({
  label: `5xx of ${what} answers`,
  failed: metric,
  failedWhere: { label: 'status', pattern: '5..' },
  all: metric,
})

/**
 * Denominators are documented counters of the same thing. Left out on purpose: Voicemail's Redis and GWS failures (the catalogue
 * decides against it: they count a part only), Kafka errors (of every kind, not of messages).
 */
export const errorRatios: Readonly<Partial<Record<ServiceId, readonly ErrorRatio[]>>> = {
  'agent-state': [http],
  'call-state': [http],
  config: [answers('config_device_response', 'device'), answers('config_tenant_response', 'tenant')],
  'dial-plan': [
    { label: 'Failures of all requests', failed: 'dialplan_failure_response', all: 'dialplan_total_request' },
  ],
  'front-end': [answers('sipfe_sip_node_responses_total', 'SIP node')],
  ors: [
    { label: 'Failed treatments', failed: 'orsnode_failed_treatments', all: 'orsnode_treatments' },
    { label: 'SCXML error events', failed: 'orsnode_scxml_error_events', all: 'orsnode_scxml_events' },
    { label: 'Failed HTTP fetches', failed: 'orsnode_http_fetch_errors', all: 'orsnode_http_fetch_requests' },
    { label: 'URS errors of requests', failed: 'orsnode_urs_rlib_errors', all: 'orsnode_urs_rlib_requests' },
    { label: 'URS timeouts of requests', failed: 'orsnode_urs_rlib_timeouts', all: 'orsnode_urs_rlib_requests' },
    { label: 'Failed application sessions', failed: 'orsnode_failed_applications', all: 'orsnode_total_applications' },
  ],
  'sip-cluster': [
    { label: 'Abandoned of calls created', failed: 'sips_abandoned_calls', all: 'sips_calls_created' },
    { label: 'Rejected of calls created', failed: 'sips_rejected_calls', all: 'sips_calls_created' },
    { label: 'Routing timeouts of calls created', failed: 'sips_routing_timeouts', all: 'sips_calls_created' },
  ],
  'sip-proxy': [
    { label: 'Rejected requests', failed: 'sipproxy_rejected_requests_total', all: 'sipproxy_requests_total' },
    {
      label: 'Rejected server transactions',
      failed: 'sip_server_transactions_rejected_total',
      all: 'sip_server_transactions_created_total',
    },
    http,
  ],
  voicemail: [
    {
      label: 'Failed requests to Config',
      failed: 'voicemail_config_request_failed_total',
      all: 'voicemail_config_request_total',
    },
  ],
}
