import { defineService } from '@/lib/catalogue/define-service'
import { serviceNames } from '@/lib/catalogue/vocabulary'
import { callbackAlerts } from './alerts/callback'
import { invertedScale } from './scales'

export const callback = defineService({
  id: 'callback',
  name: serviceNames.callback,
  purpose: 'Books callbacks and click-to-call requests and queues them for an agent when their time comes.',
  aliases: ['GES', 'Genesys Engagement Service', 'Genesys Callback'],
  workload: { namePattern: 'ges', kind: 'Deployment', container: 'ges' },
  metricsPort: 3050,
  metricsPath: '/metrics',
  scrapeIntervalSeconds: null,
  monitoring: ['service-monitor', 'annotations'],
  keyFigure: null,
  metrics: [
    {
      name: 'ORS_REDIS_STATUS',
      type: 'gauge',
      unit: null,
      labels: [],
      indicator: 'health',
      description: 'Connection to the Redis of the Orchestration Service, where a callback is handed over.',
      values: invertedScale,
      role: 'dependency',
      dependency: 'ors',
      decisions: [
        {
          about: 'values',
          decision: '1 is down and 0 is up.',
          reason: 'The health gauges of Callback are the other way round than those of the voice services.',
        },
        {
          about: 'indicator',
          decision: 'Filed under Health.',
          reason: 'The document has no indicator column but calls these gauges health metrics.',
        },
      ],
    },
    {
      name: 'RBAC_CREATE_VQ_PROXY_ERROR',
      type: 'counter',
      unit: 'count',
      labels: [],
      indicator: 'errors',
      description: 'Failures to manage the proxy objects of virtual queues.',
      appearsOnFirstEvent: true,
      decisions: [
        {
          about: 'type',
          decision: 'A counter.',
          reason:
            'One section calls alarms boolean flags, another says that each is a counter; the sample expression increases it.',
        },
      ],
    },
  ],
  alerts: callbackAlerts,
  decisions: [
    {
      about: 'metrics',
      decision:
        'Only the two metrics that are printed. Gauges for GWS, Redis and Postgres exist but their names are not known.',
      reason: 'The list of metrics is a link that the text does not carry.',
    },
    {
      about: 'scrape interval',
      decision: 'None is assumed.',
      reason: 'The table says real-time updates where the others give seconds.',
    },
    {
      about: 'workload',
      decision: 'The workload and its container are called ges.',
      reason: 'The document prints no workload name; the alerts carry the label service GES.',
    },
  ],
})
