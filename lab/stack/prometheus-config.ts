import { stringify } from 'yaml'

export type PrometheusConfigInput = {
  scrapeIntervalSeconds: number
  /** Rule files, absolute paths or patterns. */
  ruleFiles: string[]
  /** Folder of the file service discovery that the platform writes. */
  targetsFolder: string
  /** host:port under which it can be scraped itself. */
  self: string
  /** host:port; null when there is none. */
  alertmanager: string | null
  pushgateway: string | null
}

/**
 * Large labs are scraped half as often; fast ones as often as their speed asks, but not more than every other second: the windows of
 * rules stay as long as they are, so that each sample more makes every one of them dearer.
 */
export function scrapeIntervalSeconds({ pods, speed }: { pods: number; speed: number }): number {
  return Math.max(2, (pods > 1_000 ? 30 : 15) / speed)
}

/** The configuration of the lab's Prometheus, as a cluster's would be after its PodMonitors are applied. */
export function prometheusConfig(input: PrometheusConfigInput): string {
  const discovered = (name: string) => [{ files: [`${input.targetsFolder}/${name}.json`], refresh_interval: '5s' }]
  const interval = `${Math.round(input.scrapeIntervalSeconds * 1_000)}ms`
  const timeout = `${Math.round(Math.min(10, input.scrapeIntervalSeconds) * 1_000)}ms`
  const scrape: object[] = [
    {
      job_name: 'prometheus',
      static_configs: [{ targets: [input.self] }],
      // What alerts look at; the other thousand series would only slow the lab down.
      metric_relabel_configs: [
        { source_labels: ['__name__'], regex: 'prometheus_(rule|notifications|build)_.+', action: 'keep' },
      ],
    },
    { job_name: 'pods', file_sd_configs: discovered('pods') },
    // Their series carry the namespace and pod they speak of; those of the exporter itself must not win.
    { job_name: 'kube-state-metrics', honor_labels: true, file_sd_configs: discovered('kube-state-metrics') },
    { job_name: 'kubelet', honor_labels: true, file_sd_configs: discovered('cadvisor') },
  ]
  if (input.pushgateway) {
    // One push carries every tenant as `instance`; without honor_labels Prometheus would rename it.
    scrape.push({ job_name: 'pushgateway', honor_labels: true, static_configs: [{ targets: [input.pushgateway] }] })
  }
  return stringify({
    global: { scrape_interval: interval, scrape_timeout: timeout, evaluation_interval: interval },
    rule_files: input.ruleFiles,
    scrape_configs: scrape,
    ...(input.alertmanager && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [input.alertmanager] }] }] },
    }),
  })
}
