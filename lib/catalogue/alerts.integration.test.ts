import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { ruleConditions } from '@/lib/prometheus/rule-conditions'
import {
  breakSeconds,
  counter,
  endSeconds,
  gauge,
  otherWorlds,
  type Series,
  scraped,
  series,
  stepSeconds,
  wholeWorld,
} from '@/lib/testing/alert-world'
import { findTool } from '@/lib/testing/prometheus-server'
import { ruleGroups } from './rule-groups'
import { serviceById, services } from './services'
import { watcherAlerts } from './watchers'

// The real rule engine judges the very file that ships: each alert must be quiet while its series are there and sound, and fire
// at the first evaluation after its time, not at the one before.

const ruleFile = join(process.cwd(), 'deploy', 'prometheus', 'patchboard.rules.yaml')
const rules = ruleGroups().flatMap((group) => group.rules)
const alerts = [...services.flatMap((service) => service.alerts), ...watcherAlerts]
const ruleById = new Map(rules.flatMap((rule) => ('alert' in rule ? [[rule.labels.alert_id, rule] as const] : [])))

type ShippedRule = { record?: string; labels?: Record<string, string> }
let writtenRuleFiles = 0

const folder = mkdtempSync(join(tmpdir(), 'catalogue-alerts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs promtool and gives back what it said; its exit code is in the first line. */
function promtool(...args: string[]): string {
  try {
    return `0\n${execFileSync(findTool('promtool'), args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })}`
  } catch (cause) {
    const { status, stdout, stderr } = cause as { status?: number; stdout?: string; stderr?: string }
    return `${status}\n${stdout}${stderr}`
  }
}

type Check = { expr: string; eval_time: string; exp_samples: { labels: string; value: number }[] }

type Test = { name: string; input: readonly Series[]; checks: readonly Check[] }

function runTests(tests: readonly Test[], rules = ruleFile): string {
  const file = join(folder, `${tests[0]?.name}.tests.yml`)
  const interval = `${stepSeconds}s`
  const written = tests.map(({ name, input, checks }) => ({
    name,
    interval,
    input_series: input,
    promql_expr_test: checks,
  }))
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: interval, tests: written }))
  return promtool('test', 'rules', file)
}

/** Some of the rules of the file that ships: small worlds are judged in a hundredth of the time. */
function someRules(isWanted: (rule: ShippedRule) => boolean): string {
  const { groups } = parse(readFileSync(ruleFile, 'utf8')) as { groups: { name: string; rules: ShippedRule[] }[] }
  const file = join(folder, `some-${writtenRuleFiles++}.rules.yml`)
  const wanted = groups.map((group) => ({ ...group, rules: group.rules.filter(isWanted) }))
  writeFileSync(file, stringify({ groups: wanted.filter((group) => group.rules.length > 0) }))
  return file
}

const is = (expr: string, value: number, atSeconds = endSeconds, labels = '{}'): Check => ({
  expr,
  eval_time: `${atSeconds}s`,
  exp_samples: [{ labels, value }],
})
const isNothing = (expr: string, atSeconds: number): Check => ({ expr, eval_time: `${atSeconds}s`, exp_samples: [] })

const wholeRange = `[${endSeconds}s:${stepSeconds}s]`
const firing = (id: string, more = '') => `ALERTS{alertstate="firing", alert_id="${id}"${more}}`
/** The moment of the first evaluation at which an expression has series. */
const firstSeen = (expr: string) => `min_over_time((count(${expr}) * 0 + time())${wholeRange})`
const firstFired = (id: string) => `min(min_over_time(timestamp(${firing(id)})${wholeRange}))`

/** What an alert looks at, whether or not it is beyond the limit. */
function watched(expr: string): string {
  const conditions = ruleConditions(expr)
  if (conditions) return conditions.map(({ value }) => `(${value})`).join(' or ')
  const [, absent = expr] = /^absent\((.*)\)$/.exec(expr) ?? []
  return absent
}

/** The labels that routing and this console go by. */
function routedLabels(id: string): string {
  const rule = ruleById.get(id)
  const { service, severity, action, mute_alarm } = rule?.labels ?? {}
  const pairs = { alertname: rule?.alert, service, severity, action, mute_alarm }
  const present = Object.entries(pairs).filter(([, value]) => value !== undefined)
  return `{${present.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`
}

/** Everything that must be true of one alert in the world in which it fires. */
function checksOf(id: string): Check[] {
  const rule = ruleById.get(id)
  const alert = alerts.find((one) => one.id === id)
  if (!rule || !alert) throw new Error(`no rule ${id}`)
  const waitSeconds = Math.ceil(alert.forSeconds / stepSeconds) * stepSeconds
  const everFired = (more = '') => `max_over_time(${firing(id, more)}[${endSeconds}s])`
  const printed = [...`${alert.summary} ${alert.description}`.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label)
  return [
    // It is quiet because all is well, not because there is nothing to look at.
    is(`count(${watched(rule.expr)}) > bool 0`, 1, breakSeconds - 60),
    is(`${firstSeen(rule.expr)} >= bool ${breakSeconds}`, 1),
    is(`${firstFired(id)} - ${firstSeen(rule.expr)}`, waitSeconds),
    is(`max by (alertname, service, severity, action, mute_alarm) (${everFired()})`, 1, endSeconds, routedLabels(id)),
    ...[...new Set(printed)].map((label) => is(`count(${everFired(`, ${label}!=""`)}) - count(${everFired()})`, 0)),
  ]
}

describe('the rules that ship', () => {
  const alertRules = someRules(({ record }) => record === undefined)
  const recordings = someRules(({ record }) => record !== undefined)

  it('are rules that Prometheus accepts', () => {
    expect(promtool('check', 'rules', ruleFile)).toContain(`SUCCESS: ${rules.length} rules found`)
  })

  it('are quiet while all is well', () => {
    const quiet = isNothing('count by (alert_id, alertstate) (ALERTS)', breakSeconds - 60)
    expect(runTests([{ name: 'sound', input: wholeWorld, checks: [quiet] }])).toMatch(/^0\n/)
  })

  it('fire when everything breaks, each exactly after its time', { timeout: 120_000 }, () => {
    const ids = alerts.map(({ id }) => id).filter((id) => !(id in otherWorlds))
    expect(runTests([{ name: 'whole', input: wholeWorld, checks: ids.flatMap(checksOf) }])).toMatch(/^0\n/)
  })

  it('fire in worlds of their own where they cannot in the whole one', { timeout: 120_000 }, () => {
    const rules = someRules(({ labels }) => (labels?.alert_id ?? '') in otherWorlds)
    const tests = Object.entries(otherWorlds).map(([name, input]) => ({ name, input, checks: checksOf(name) }))
    expect(runTests(tests, rules)).toMatch(/^0\n/)
  })

  it('take the series of kube-state-metrics 1 where the newer ones are missing', () => {
    const own = scraped(serviceById('voicemail'))
    const input = [
      series('container_memory_working_set_bytes', own, gauge(60, 90)),
      series('kube_pod_container_resource_requests_memory_bytes', own, gauge(100)),
      series('container_cpu_usage_seconds_total', own, counter(60 * 0.3, 60 * 0.9)),
      series('kube_pod_container_resource_requests_cpu_cores', own, gauge(1)),
      series('kube_hpa_status_current_replicas', { hpa: 'sipfe-node-hpa' }, gauge(8, 9)),
      series('kube_hpa_spec_max_replicas', { hpa: 'sipfe-node-hpa' }, gauge(10)),
      series('kube_hpa_status_current_replicas', { hpa: 'voice-sip' }, gauge(8, 9)),
      series('kube_hpa_spec_max_replicas', { hpa: 'voice-sip' }, gauge(10)),
    ]
    const ids = [
      'voicemail-pod-memory-80',
      'voicemail-pod-cpu-80',
      'front-end-autoscaler-near-max',
      'sip-cluster-autoscaler-near-max',
    ]
    const checks = ids.map((id) => is(`${firstFired(id)} - ${firstSeen(ruleById.get(id)?.expr ?? '')}`, 300))
    expect(runTests([{ name: 'old-names', input, checks }], alertRules)).toMatch(/^0\n/)
  })

  it('find no pod of another workload that begins with the same words', () => {
    const failed = { namespace: 'voice', pod: 'voice-sip-debug-kpan-5d4f8b7c9d-bcdfg', phase: 'Failed' }
    const quiet = isNothing('ALERTS{alertname!~".*absent"}', endSeconds)
    const input = [series('kube_pod_status_phase', failed, gauge(1))]
    expect(runTests([{ name: 'debug', input, checks: [quiet] }], alertRules)).toMatch(/^0\n/)
  })

  it('take no pod of a Job for one of the service, and no pod that came to its end for one that is not ready', () => {
    // A Job ends and its pod stays; the last two pods are the service's own, ended and alive.
    const job = 'voice-agent-migrate-x7k2p'
    const [ended, alive] = ['voice-agent-59fd95d95c-fxwlc', 'voice-agent-59fd95d95c-sqqmm']
    const pods = [
      { pod: job, phase: 'Failed' },
      { pod: 'voice-agent-gc-x7k2p', phase: 'Succeeded' },
      { pod: ended, phase: 'Failed' },
      { pod: alive, phase: 'Running' },
    ]
    const input = pods.flatMap(({ pod, phase }) => [
      series('kube_pod_status_ready', { namespace: 'voice', pod, condition: 'true' }, gauge(0)),
      ...['Running', 'Succeeded', 'Failed'].map((one) =>
        series('kube_pod_status_phase', { namespace: 'voice', pod, phase: one }, gauge(one === phase ? 1 : 0)),
      ),
    ])
    const label = (alert: string, pod: string) => `{alertname="${alert}", pod="${pod}"}`
    const exp_samples = [
      { labels: label('Pod status Failed', ended), value: 1 },
      { labels: label('Pod status NotReady', alive), value: 1 },
    ]
    const expr = 'count by (alertname, pod) (ALERTS{alertstate="firing", service="agent-state"})'
    const checks = [{ expr, eval_time: `${endSeconds}s`, exp_samples }]
    expect(runTests([{ name: 'ended', input, checks }], alertRules)).toMatch(/^0\n/)
  })

  it('say which pod lost its metrics, and no other', () => {
    const id = 'watcher-metrics-absent-ors'
    const pods = `count by (pod) (max_over_time(${firing(id)}[${endSeconds}s]))`
    const checks = [is(pods, 1, endSeconds, '{pod="voice-ors-0"}')]
    expect(runTests([{ name: 'lost', input: otherWorlds[id] ?? [], checks }], alertRules)).toMatch(/^0\n/)
  })

  it('record availability without what a dead probe said last', () => {
    const push = { job: 'portal_probe' }
    const input = [
      series('Portal_HTTP_Status', { ...push, instance: 't2100' }, gauge(200)),
      series('Portal_HTTP_Status', { ...push, instance: 't2101' }, gauge(503)),
      series('push_time_seconds', push, counter(60, 0)),
    ]
    const available = 'portal:http_ok:avg_1h'
    const labels = (instance: string) => `${available}{instance="${instance}", job="portal_probe"}`
    const both = [
      { labels: labels('t2100'), value: 1 },
      { labels: labels('t2101'), value: 0 },
    ]
    const checks = [
      { expr: available, eval_time: `${breakSeconds - 60}s`, exp_samples: both },
      isNothing('portal:http_ok:bool', breakSeconds + 240),
      isNothing('portal:tenants:count', breakSeconds + 240),
    ]
    expect(runTests([{ name: 'availability', input, checks }], recordings)).toMatch(/^0\n/)
  })

  it('record each tenant by its own push, where a job pushes a group for each', () => {
    const tenants = ['t2100', 't2101']
    const input = tenants.flatMap((instance, index) => [
      series('Portal_HTTP_Status', { job: 'portal', instance }, gauge(200)),
      series('push_time_seconds', { job: 'portal', instance }, index === 0 ? counter(60) : counter(60, 0)),
    ])
    const expected = { labels: 'portal:http_ok:bool{instance="t2100", job="portal"}', value: 1 }
    const checks = [{ expr: 'portal:http_ok:bool', eval_time: `${breakSeconds + 240}s`, exp_samples: [expected] }]
    expect(runTests([{ name: 'groups', input, checks }], recordings)).toMatch(/^0\n/)
  })

  it('record traffic, errors and latency of a service', () => {
    const own = scraped(serviceById('front-end'))
    const input = [
      series('sipfe_requests_total', { ...own, tenant: 't2100' }, counter(60)),
      series('sipfe_requests_total', { ...own, tenant: 't2101' }, counter(30)),
    ]
    const labels = 'service:key_figure:sum{metric="sipfe_requests_total", namespace="voice", service="front-end"}'
    const checks = [is('service:key_figure:sum', 1.5, breakSeconds, labels)]
    expect(runTests([{ name: 'traffic', input, checks }], recordings)).toMatch(/^0\n/)
  })
})
