import 'server-only'
import type { ServiceId } from '@/lib/catalogue/schema'
import { findMetric, serviceById } from '@/lib/catalogue/services'
import { AppError } from '@/lib/errors'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { type AbsoluteRange, resolveRange, type TimeRange } from '@/lib/time/range'
import { rangeKey } from '@/lib/time/range-key'
import { largestLines, maxLines, toLines, toRankedMembers, toSplitLines, toThresholds } from '../chart-adapter'
import { type ChartQuestion, chartPlan, type LinesPlan, type QuantilesPlan, type SplitPlan } from '../chart-plans'
import { serviceCharts } from '../charts'
import { toQuantileLines } from '../quantile-adapter'
import type { ChartAnswer } from '../schema'
import type { SeriesSplit } from '../vocabulary'
import { portalScope } from './portal-scope'
import { prometheusOf } from './prometheus-of'
import { sharedChart } from './shared-answers'

const maxPoints = 240
const minWindowSeconds = 120

type Drawn = Pick<ChartAnswer, 'series' | 'totalSeries' | 'thresholds' | 'expressions' | 'remarks'>

async function drawLines(client: PrometheusClient, question: ChartQuestion, plan: LinesPlan, grid: AbsoluteRange) {
  const matrix = await client.queryRange(plan.expression, grid)
  const lines = toLines(question.chart, findMetric(question.service, question.chart.metric ?? ''), matrix.series, grid)
  const shown = lines.length > maxLines ? largestLines(lines) : lines
  const totalSeries = lines.length > maxLines ? lines.length : null
  return {
    series: shown,
    totalSeries,
    thresholds: [],
    expressions: [plan.expression],
    remarks: matrix.warnings,
  } satisfies Drawn
}

async function drawQuantiles(
  client: PrometheusClient,
  question: ChartQuestion,
  plan: QuantilesPlan,
  grid: AbsoluteRange,
) {
  const [lines, buckets] = await Promise.all([
    client.queryRange(plan.expression, grid),
    client.queryRange(plan.buckets, grid),
  ])
  const { series, remarks } = toQuantileLines(question.chart, lines.series, buckets.series, grid)
  return {
    series,
    totalSeries: null,
    thresholds: [],
    expressions: [plan.expression, plan.buckets],
    // Both questions read the same buckets: what Prometheus remarks on one it remarks on the other.
    remarks: [...remarks, ...buckets.warnings],
  } satisfies Drawn
}

/** Four questions whatever the number of members: who is largest at the range's end, how many there are, their lines, the sum. */
async function drawSplit(client: PrometheusClient, plan: SplitPlan, grid: AbsoluteRange): Promise<Drawn> {
  const at = { timeSeconds: grid.endSeconds }
  const [ranked, counted, thresholds, all] = await Promise.all([
    client.query(plan.rank(maxLines), at),
    client.query(plan.count, at),
    plan.thresholds ? client.query(plan.thresholds, at) : null,
    plan.all === null ? null : client.queryRange(plan.all, grid),
  ])
  const members = toRankedMembers(plan.label, ranked.series)
  const expression = plan.each(members)
  const each = members.length > 0 ? await client.queryRange(expression, grid) : null
  return {
    series: toSplitLines({ label: plan.label, members, each: each?.series ?? [], all: all?.series ?? null, grid }),
    totalSeries: counted.series[0]?.value ?? 0,
    thresholds: toThresholds(thresholds?.series ?? []),
    expressions: plan.all === null ? [expression] : [expression, plan.all],
    remarks: [...new Set([...(each?.warnings ?? []), ...ranked.warnings])],
  }
}

function draw(client: PrometheusClient, question: ChartQuestion, grid: AbsoluteRange): Promise<Drawn> {
  const plan = chartPlan(question)
  if (plan.kind === 'split') return drawSplit(client, plan, grid)
  return plan.kind === 'lines' ? drawLines(client, question, plan, grid) : drawQuantiles(client, question, plan, grid)
}

export type SeriesQuestion = {
  serviceId: ServiceId
  region: string | undefined
  chartId: string
  split: SeriesSplit
  range: TimeRange
}

/**
 * One chart of a service as lines of at most 240 points, at most eight and one for the rest. The browser names the chart; the PromQL is
 * made here. People who ask the same at the same time get the same answer. Throws `not-found` for a chart, split or region
 * that does not exist, and what Prometheus throws.
 */
export async function getServiceSeries(asked: SeriesQuestion, nowMs: number): Promise<ChartAnswer> {
  const service = serviceById(asked.serviceId)
  const chart = serviceCharts(service).find((candidate) => candidate.id === asked.chartId)
  const { region, client } = prometheusOf(asked.region, 'charts')
  if (!chart) throw new AppError('not-found', `${service.name} has no chart ${JSON.stringify(asked.chartId)}.`)
  const grid = resolveRange(asked.range, Math.floor(nowMs / 1000), maxPoints)
  const question: ChartQuestion = {
    service,
    chart,
    split: chart.splits.includes(asked.split) ? asked.split : 'pod',
    namespaces: region.kubernetes?.namespaces ?? null,
    windowSeconds: Math.max(minWindowSeconds, grid.stepSeconds),
    portal: portalScope(region.id),
  }
  const key = [region.id, service.id, chart.id, question.split, rangeKey(grid, nowMs / 1000)]
  return sharedChart(key.join('|'), async () => {
    const drawn = await draw(client, question, grid)
    return { chart, ...grid, ...drawn, observedAt: new Date(nowMs).toISOString() }
  })
}
