import type { CatalogueAlert } from '@/lib/catalogue/schema'

export const callbackAlerts: CatalogueAlert[] = [
  {
    id: 'callback-rbac-vq-proxy',
    name: 'GES_RBAC_CREATE_VQ_PROXY_ERROR',
    severity: 'info',
    basedOn: ['RBAC_CREATE_VQ_PROXY_ERROR'],
    threshold: 'more than 5 errors in 10 minutes',
    forSeconds: 0,
    valueUnit: 'count',
    expr: 'increase(RBAC_CREATE_VQ_PROXY_ERROR[10m]) > 5',
    summary: 'Callback: proxy objects of virtual queues cannot be managed in {{ $labels.pod }}',
    description:
      'Managing proxy objects of virtual queues failed {{ $value | printf "%.0f" }} times in 10 minutes in pod {{ $labels.pod }}.',
    actions: [],
    routing: { action: 'email', service: 'GES' },
    decisions: [
      {
        about: 'expr',
        decision: 'As printed; the errors with which the counter first appears are not among those counted.',
        reason: 'The counter exists from its first event on, and an increase needs a sample before it.',
      },
    ],
  },
  {
    id: 'callback-ors-redis-down',
    name: 'GES_ORIS_REDIS_DOWN',
    severity: 'critical',
    basedOn: ['ORS_REDIS_STATUS'],
    threshold: 'the connection is down for 5 minutes',
    forSeconds: 300,
    valueUnit: null,
    expr: 'ORS_REDIS_STATUS > 0',
    summary: 'Callback: {{ $labels.pod }} has no connection to the Redis of ORS',
    description:
      'Pod {{ $labels.pod }} has been without the Redis of ORS for 5 minutes, so no callback can be started.',
    actions: ['Follow the Redis health over time on the GES performance dashboard, under health and liveliness.'],
    routing: { action: 'page', service: 'GES' },
    decisions: [
      {
        about: 'name',
        decision: 'GES_ORIS_REDIS_DOWN, as in the sample.',
        reason: 'The text calls it ORS_REDIS_DOWN; ORIS is a slip for ORS.',
      },
    ],
  },
]
