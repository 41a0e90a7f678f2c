import type { CatalogueAlert } from '@/lib/catalogue/schema'

/** A series that Prometheus works out ahead, because pages ask for it often or over long ranges. */
export type RecordingRule = { record: string; expr: string; about: string }

/** The documents watch the platform; these watch the watchers, so that silence is never taken for health. */
export const watcherAlerts: CatalogueAlert[] = [
  {
    id: 'watcher-portal-probe-stale',
    name: 'Portal probe stale',
    severity: 'critical',
    basedOn: ['push_time_seconds'],
    threshold: 'last push more than 3 minutes ago',
    forSeconds: 60,
    expr: 'time() - max by (job) (push_time_seconds{job="portal_probe"}) > 180',
    summary: 'Portal statuses are {{ $value | humanizeDuration }} old',
    description:
      'The Pushgateway keeps serving the last statuses although nobody pushes any more, so the portal alert is blind until the probe runs again.',
    actions: [
      'Look at the worker: is it running, and can it reach the Pushgateway?',
      'Treat all portal statuses as unknown meanwhile.',
    ],
  },
  {
    id: 'watcher-portal-probe-absent',
    name: 'Portal probe absent',
    severity: 'critical',
    basedOn: ['push_time_seconds'],
    threshold: 'no push is known at all',
    forSeconds: 300,
    expr: 'absent(push_time_seconds{job="portal_probe"})',
    summary: 'No portal probe has ever pushed',
    description: 'Prometheus knows of no push of portal statuses, so no portal can be judged.',
    actions: ['Start the worker.', 'Check that Prometheus scrapes the Pushgateway with honor_labels.'],
  },
  {
    id: 'watcher-target-down',
    name: 'Scrape target down',
    severity: 'warning',
    basedOn: ['up'],
    threshold: 'up is 0',
    forSeconds: 300,
    expr: 'up == 0',
    summary: '{{ $labels.job }} {{ $labels.pod }} {{ $labels.instance }} cannot be scraped',
    description: 'Prometheus has not been able to read this target for 5 minutes; every alert on its metrics is blind.',
    actions: ['Check the pod and its metrics port.', 'Read the last error on the targets page of Prometheus.'],
  },
  {
    id: 'watcher-rule-evaluation-failing',
    name: 'Rule evaluation failing',
    severity: 'warning',
    basedOn: ['prometheus_rule_evaluation_failures_total'],
    threshold: 'any failed evaluation in 5 minutes',
    forSeconds: 300,
    expr: 'increase(prometheus_rule_evaluation_failures_total[5m]) > 0',
    summary: 'Rules of {{ $labels.rule_group }} fail to evaluate',
    description: 'An alert whose rule fails can neither fire nor resolve.',
    actions: ['Read the last error of the rule group in Prometheus.'],
  },
  {
    id: 'watcher-notifications-failing',
    name: 'Notifications to Alertmanager failing',
    severity: 'critical',
    basedOn: ['prometheus_notifications_dropped_total'],
    threshold: 'any dropped notification in 5 minutes',
    forSeconds: 300,
    expr: 'increase(prometheus_notifications_dropped_total[5m]) > 0',
    summary: 'Prometheus {{ $labels.instance }} drops notifications',
    description: 'Alerts fire in Prometheus and do not reach Alertmanager, so nobody is told.',
    actions: ['Check that Alertmanager runs and that Prometheus can reach it.'],
  },
]

export const recordingRules: RecordingRule[] = [
  {
    record: 'portal:http_ok:bool',
    expr: 'Portal_HTTP_Status == bool 200',
    about: 'Whether the portal of a tenant answers with 200; its average over time is the availability.',
  },
  {
    record: 'portal:http_ok:avg_1h',
    expr: 'avg_over_time((Portal_HTTP_Status == bool 200)[1h:1m])',
    about: 'Share of the last hour in which the portal of a tenant answered with 200.',
  },
]
