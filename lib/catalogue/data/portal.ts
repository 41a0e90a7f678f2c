import { defineService } from '@/lib/catalogue/define-service'
import { serviceNames } from '@/lib/catalogue/vocabulary'
import { portalAlerts } from './alerts/portal'

export const portal = defineService({
  id: 'portal',
  name: serviceNames.portal,
  purpose: 'The static start page of each tenant; a job fetches it and pushes the HTTP status.',
  aliases: ['Genesys Portal'],
  workload: null,
  metricsPort: 9091,
  metricsPath: '/metrics',
  scrapeIntervalSeconds: null,
  monitoring: ['push-gateway'],
  keyFigure: null,
  metrics: [
    {
      name: 'Portal_HTTP_Status',
      type: 'gauge',
      readAs: 'codes',
      unit: null,
      labels: ['instance', 'cloud'],
      indicator: null,
      description: 'HTTP status code with which the portal page of a tenant answered.',
      decisions: [
        {
          about: 'values',
          decision: '200 is ok and every other code is failing, by portalStatusWord; there is no finite list.',
          reason: 'The alert fires on every code but 200.',
        },
        {
          about: 'values',
          decision: '0 says that no HTTP answer came at all (refused, timed out, name not found): failing.',
          reason:
            'The document knows answers only; a gauge has to say something when there is none, and 0 is no HTTP status.',
        },
        {
          about: 'type',
          decision: 'A gauge.',
          reason: 'The type is not printed; a status code goes up and down.',
        },
        {
          about: 'labels',
          decision: 'instance is the tenant, cloud is where it is hosted.',
          reason: 'The alert text speaks of the tenant as the instance and its expression selects one cloud.',
        },
      ],
    },
  ],
  alerts: portalAlerts,
  decisions: [
    {
      about: 'port',
      decision: 'Port and path are those of the Pushgateway, not of the portal.',
      reason: 'The portal has no backend that could be scraped.',
    },
  ],
})
