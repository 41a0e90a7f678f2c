import { describe, expect, it } from 'vitest'
import { promDuration, prometheusRule, ruleGroups } from './rule-groups'
import { alertSchema } from './schema'
import { services } from './services'
import { watcherAlerts } from './watchers'

const rules = ruleGroups().flatMap((group) => group.rules)
const alerting = rules.filter((rule) => 'alert' in rule)

describe('ruleGroups', () => {
  it('has a rule for every documented alert and every watcher, each once', () => {
    const wanted = [...services.flatMap((service) => service.alerts), ...watcherAlerts].map((alert) => alert.id)
    expect(alerting.map((rule) => rule.labels.alert_id).sort()).toEqual([...wanted].sort())
    expect(new Set(wanted).size).toBe(wanted.length)
  })

  it('keeps the labels that the documents print and gives every other rule the id of its service', () => {
    const byId = new Map(alerting.map((rule) => [rule.labels.alert_id, rule]))
    expect(byId.get('portal-down')).toMatchObject({
      alert: 'portal down',
      for: '10m',
      labels: { service: 'portal', severity: 'critical', mute_alarm: 'off' },
    })
    for (const service of services) {
      for (const alert of service.alerts) {
        expect(byId.get(alert.id)?.labels.service).toBe(alert.routing?.service ?? service.id)
      }
    }
  })

  it('leads from each alert to its place among the rules of the console', () => {
    for (const { labels, annotations } of alerting) {
      expect(annotations.runbook).toBe(`/alerts/rules?rule=${labels.alert_id}`)
    }
  })

  it('names each group once', () => {
    const names = ruleGroups().map((group) => group.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('describes the watchers in the catalogue’s own shape', () => {
    for (const alert of watcherAlerts) expect(alertSchema.safeParse(alert).error).toBeUndefined()
  })
})

describe('prometheusRule', () => {
  it('is the operator’s resource around the same groups', () => {
    expect(prometheusRule()).toMatchObject({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule' })
    expect(prometheusRule().spec.groups).toEqual(ruleGroups())
  })
})

describe('promDuration', () => {
  it.each([
    [0, '0h'],
    [5, '5s'],
    [60, '1m'],
    [90, '90s'],
    [600, '10m'],
    [3600, '1h'],
  ])('%i seconds is %s', (seconds, text) => {
    expect(promDuration(seconds)).toBe(text)
  })
})
