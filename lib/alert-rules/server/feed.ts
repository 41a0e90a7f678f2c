import 'server-only'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import { shippedAlerts } from '@/lib/catalogue/shipped-alerts'
import { processSingleton } from '@/lib/env/process-singleton'
import { type Region, regions } from '@/lib/env/regions'
import { registerFeed } from '@/lib/live/registry'
import type { SourceTracker } from '@/lib/live/source'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import { type RegionRuleRows, toRuleRows } from '../adapter'
import { compareRules, summariseRules } from '../model'
import type { AlertRule, AlertRuleSummary } from '../schema'

const noRows: RegionRuleRows = { rows: [], groups: {}, loaded: new Map() }

/** What the last refresh found in each region, with the loaded rules behind the rows: what a rule's detail is made of. */
export function ruleMemory(): Map<string, RegionRuleRows> {
  return processSingleton('alert-rules.memory', () => new Map<string, RegionRuleRows>())
}

async function readRegion({ id: region }: Region, tracker: SourceTracker) {
  const client = prometheus(region)
  const answer = await tracker.read({ region, name: 'prometheus' }, client && (() => sharedRules(region).read()))
  const known = { region, groups: answer.value ?? null, shipped: shippedAlerts }
  // A region without Prometheus has no rules, and none that could be missing.
  const found = client ? toRuleRows({ ...known, serviceOf: serviceForLabels }) : noRows
  ruleMemory().set(region, found)
  return { ...found, state: answer.state }
}

/** All rules of all regions and the documented alerts that are not among them. Upstream: the rules that all feeds share. */
export const alertRulesFeed = registerFeed<AlertRule, AlertRuleSummary>('alert-rules', {
  poll: async (_signal, context) => {
    const found = await Promise.all(regions().map((region) => readRegion(region, context.sources)))
    const items = found.flatMap(({ rows }) => rows).sort(compareRules)
    const groups = Object.assign({}, ...found.map((one) => one.groups))
    return { items, summary: summariseRules(items, groups), sources: found.map(({ state }) => state) }
  },
})
