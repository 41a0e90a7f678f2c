import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { findRegion } from '@/lib/env/regions'
import { SourceTracker } from '@/lib/live/source'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import { type AbsoluteRange, resolveRange, type TimeRange } from '@/lib/time/range'
import { rangeKey } from '@/lib/time/range-key'
import type { TenantFigures } from '../charts-schema'
import { type FiguresOf, figuresQuery, gaugesQuery, toFigures, toGauges } from '../figures'
import { getTenant } from './get-tenant'
import { sharedAnswer } from './shared-answers'

type Found = Pick<TenantFigures, 'figures' | 'gauges'>

/** Points of a chart, and the finest step: the pages ask anew as often, so that many viewers cost no more than one. */
const maxPoints = 240
const minStepSeconds = 30

/** Two questions, however many services and metrics: all amounts over the range, all states at its end. */
async function ask(client: PrometheusClient, of: FiguresOf, range: AbsoluteRange): Promise<Found> {
  const [amounts, states] = await Promise.all([
    client.queryRange(figuresQuery(of, range.stepSeconds), range),
    client.query(gaugesQuery(of), { timeSeconds: range.endSeconds }),
  ])
  return { figures: toFigures(amounts.series, range), gauges: toGauges(states.series) }
}

/**
 * What the services that label by tenant measure for one tenant: amounts over a range, states at its end. Metrics without a
 * series are left out. Throws `not-found`; a Prometheus that is down is a state in `sources`, with empty lists.
 */
export async function getTenantFigures(id: string, timeRange: TimeRange): Promise<TenantFigures> {
  const nowMs = Date.now()
  const { region } = (await getTenant(id)).tenant
  const range = resolveRange(timeRange, Math.floor(nowMs / 1000), maxPoints, minStepSeconds)
  const tracker = processSingleton('tenants.figures.sources', () => new SourceTracker())
  const client = prometheus(region)
  const namespaces = findRegion(region)?.kubernetes?.namespaces ?? null
  const key = ['figures', region, id, rangeKey(range, nowMs / 1000)].join(' ')
  const { value, state } = await tracker.read(
    { region, name: 'prometheus' },
    client && (() => sharedAnswer(key, () => ask(client, { tenant: id, namespaces }, range))),
  )
  // What an earlier question found is of another tenant or of another time.
  const found = state.status === 'ok' && value ? value : { figures: [], gauges: [] }
  return { id, ...range, observedAt: new Date(nowMs).toISOString(), ...found, sources: [state] }
}
