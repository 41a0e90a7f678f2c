import { defineService } from '@/lib/catalogue/define-service'
import { serviceNames } from '@/lib/catalogue/vocabulary'

export const tenant = defineService({
  id: 'tenant',
  name: serviceNames.tenant,
  purpose: 'Serves one tenant: its configuration, routing, outbound campaigns and call control.',
  aliases: ['Voice Tenant Service'],
  workload: { namePattern: 't[0-9]+', kind: 'StatefulSet', container: 't[0-9]+' },
  metricsPort: null,
  metricsPath: null,
  scrapeIntervalSeconds: null,
  monitoring: [],
  keyFigure: null,
  metrics: [],
  alerts: [],
  decisions: [
    {
      about: 'metrics',
      decision: 'No metrics and no alerts: its status comes from its pods alone.',
      reason: 'The Tenant Service belongs to the twelve, but the guide leaves its metrics to a book of its own.',
    },
    {
      about: 'workload',
      decision:
        'A workload named t and digits is the Tenant Service of that tenant; its container bears the same name.',
      reason: 'The only sample is the pod t2100-0; the name is given by the tenant.',
    },
    {
      about: 'status',
      decision: 'Its three containers must all be ready.',
      reason: 'The sample shows t2100-0 with 3 of 3.',
    },
  ],
})
