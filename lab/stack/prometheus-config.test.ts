import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { prometheusConfig, scrapeIntervalSeconds } from './prometheus-config'

describe('scrapeIntervalSeconds', () => {
  it.each([
    [{ pods: 30, speed: 1 }, 15],
    [{ pods: 1_000, speed: 1 }, 15],
    [{ pods: 1_001, speed: 1 }, 30],
    [{ pods: 30, speed: 5 }, 3],
    [{ pods: 30, speed: 60 }, 2],
  ])('%j is scraped every %d s', (scale, seconds) => {
    expect(scrapeIntervalSeconds(scale)).toBe(seconds)
  })
})

describe('prometheusConfig', () => {
  const input = {
    scrapeIntervalSeconds: 15,
    ruleFiles: ['/x/*.rules.yaml'],
    targetsFolder: '/t',
    self: '127.0.0.1:9090',
    alertmanager: '127.0.0.1:9093',
    pushgateway: '127.0.0.1:9091',
  }

  it('keeps the labels that the Pushgateway and the exporters carry, and only theirs', () => {
    const jobs = parse(prometheusConfig(input)).scrape_configs as { job_name: string; honor_labels?: boolean }[]
    const honoured = jobs.filter((job) => job.honor_labels).map((job) => job.job_name)
    expect(honoured).toEqual(['kube-state-metrics', 'kubelet', 'pushgateway'])
  })

  it('never waits longer for a scrape than until the next one', () => {
    expect(parse(prometheusConfig(input)).global).toMatchObject({
      scrape_interval: '15000ms',
      scrape_timeout: '10000ms',
    })
    const fast = parse(prometheusConfig({ ...input, scrapeIntervalSeconds: 1 }))
    expect(fast.global).toMatchObject({ scrape_interval: '1000ms', scrape_timeout: '1000ms' })
  })

  it('scrapes itself, or the alerts on its rules and notifications could never fire', () => {
    const jobs = parse(prometheusConfig(input)).scrape_configs as { job_name: string; static_configs?: unknown }[]
    expect(jobs.find((job) => job.job_name === 'prometheus')?.static_configs).toEqual([{ targets: ['127.0.0.1:9090'] }])
  })

  it('leaves out what is not there', () => {
    const config = parse(prometheusConfig({ ...input, alertmanager: null, pushgateway: null }))
    expect(config).not.toHaveProperty('alerting')
    expect(JSON.stringify(config)).not.toContain('pushgateway')
  })
})
