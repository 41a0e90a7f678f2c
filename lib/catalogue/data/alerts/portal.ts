import type { CatalogueAlert } from '@/lib/catalogue/schema'

export const portalAlerts: CatalogueAlert[] = [
  {
    id: 'portal-down',
    name: 'portal down',
    severity: 'critical',
    severityPrinted: 'CRITICAL',
    basedOn: ['Portal_HTTP_Status'],
    threshold: 'HTTP status is not 200 for 10 minutes',
    forSeconds: 600,
    valueUnit: null,
    expr: 'Portal_HTTP_Status != 200',
    summary: 'Portal of {{ $labels.instance }} is down',
    description:
      'The portal of tenant {{ $labels.instance }} has not answered with 200 for 10 minutes, but with {{ $value }}.',
    actions: [],
    routing: { service: 'portal', mute_alarm: 'off' },
    decisions: [
      {
        about: 'expr',
        decision: 'All clouds.',
        reason:
          'The text speaks of every tenant; the sample selects the cloud azure, and with parentheses where PromQL has braces.',
      },
      {
        about: 'description',
        decision: 'A value of 0 says that no HTTP answer came.',
        reason: 'The probe writes 0 then, so that the alert fires.',
      },
    ],
  },
]
