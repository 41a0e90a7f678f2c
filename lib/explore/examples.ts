import type { QueryMode } from './vocabulary'

export type Example = { id: string; title: string; text: string; query: string; mode: QueryMode; isShortcut: boolean }

/** First questions about this platform. Shortcuts also stand above the list of metrics. */
export const examples: readonly Example[] = [
  {
    id: 'portal-by-tenant',
    title: 'Portal status by tenant',
    text: 'The HTTP status code of each tenant’s portal; 0 is no answer.',
    query: 'max by (instance) (Portal_HTTP_Status)',
    mode: 'range',
    isShortcut: true,
  },
  {
    id: 'portals-not-ok',
    title: 'Portals that do not answer 200',
    text: 'Tenants whose portal answers anything else now.',
    query: 'Portal_HTTP_Status != 200',
    mode: 'instant',
    isShortcut: true,
  },
  {
    id: 'calls',
    title: 'Calls in progress by SIP node',
    text: 'How many calls each node of the SIP cluster carries.',
    query: 'sum by (pod) (sips_calls)',
    mode: 'range',
    isShortcut: false,
  },
  {
    id: 'slow-http',
    title: 'Slow HTTP calls between services',
    text: 'The 95th percentile of their duration, by the service that is called.',
    query:
      'histogram_quantile(0.95, sum by (le, target_service_name) (rate(http_client_request_duration_seconds_bucket[5m])))',
    mode: 'range',
    isShortcut: false,
  },
  {
    id: 'kafka-waiting',
    title: 'Events that wait for Kafka',
    text: 'The queue in front of Kafka, by pod; it should stay near zero.',
    query: 'sum by (pod) (kafka_producer_queue_depth)',
    mode: 'range',
    isShortcut: false,
  },
  {
    id: 'targets-down',
    title: 'Targets that cannot be scraped',
    text: 'What Prometheus itself cannot reach now.',
    query: 'up == 0',
    mode: 'instant',
    isShortcut: false,
  },
]
