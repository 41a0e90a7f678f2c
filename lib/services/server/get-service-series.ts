import 'server-only'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { findRegion, regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import { type AbsoluteRange, resolveRange, type TimeRange } from '@/lib/time/range'
import { largestLines, maxLines, toLines, toRankedMembers, toSplitLines, toThresholds } from '../chart-adapter'
import { type ChartQuestion, chartPlan, type LinesPlan, type SplitPlan, serviceCharts } from '../charts'
import type { ChartAnswer, SeriesSplit } from '../schema'
import { sharedAnswer } from './shared-answers'

const maxPoints = 240
const minWindowSeconds = 120

type Drawn = Pick<ChartAnswer, 'series' | 'totalSeries' | 'thresholds' | 'expressions'>

async function drawLines(client: PrometheusClient, question: ChartQuestion, plan: LinesPlan, grid: AbsoluteRange) {
  const matrix = await client.queryRange(plan.expression, grid)
  const lines = toLines(question.chart, matrix.series, grid)
  const shown = lines.length > maxLines ? largestLines(lines) : lines
  const totalSeries = lines.length > maxLines ? lines.length : null
  return { series: shown, totalSeries, thresholds: [], expressions: [plan.expression] } satisfies Drawn
}

/** Four questions whatever the number of members: who is largest at the range's end, how many there are, their lines, the sum. */
async function drawSplit(client: PrometheusClient, plan: SplitPlan, grid: AbsoluteRange): Promise<Drawn> {
  const at = { timeSeconds: grid.endSeconds }
  const [ranked, counted, thresholds, all] = await Promise.all([
    client.query(plan.rank(maxLines), at),
    client.query(plan.count, at),
    plan.thresholds ? client.query(plan.thresholds, at) : null,
    client.queryRange(plan.all, grid),
  ])
  const members = toRankedMembers(plan.label, ranked.series)
  const expression = plan.each(members)
  const each = members.length > 0 ? await client.queryRange(expression, grid) : null
  return {
    series: toSplitLines({ label: plan.label, members, each: each?.series ?? [], all: all.series, grid }),
    totalSeries: counted.series[0]?.value ?? 0,
    thresholds: toThresholds(thresholds?.series ?? []),
    expressions: [expression, plan.all],
  }
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
  const region = asked.region === undefined ? regions()[0] : findRegion(asked.region)
  const client = region && prometheus(region.id)
  if (!chart) throw new AppError('not-found', `${service.name} has no chart ${JSON.stringify(asked.chartId)}.`)
  if (!region || !client) {
    throw new AppError('not-found', `Region ${JSON.stringify(asked.region ?? '')} has no Prometheus.`, {
      action: 'Name its address in the configuration to see charts.',
    })
  }
  const grid = resolveRange(asked.range, Math.floor(nowMs / 1000), maxPoints)
  const question: ChartQuestion = {
    service,
    chart,
    split: chart.splits.includes(asked.split) ? asked.split : 'pod',
    namespaces: region.kubernetes?.namespaces ?? null,
    windowSeconds: Math.max(minWindowSeconds, grid.stepSeconds),
  }
  const key = [region.id, service.id, chart.id, question.split, grid.startSeconds, grid.endSeconds, grid.stepSeconds]
  return sharedAnswer(key.join('|'), async () => {
    const plan = chartPlan(question)
    const drawn =
      plan.kind === 'lines' ? await drawLines(client, question, plan, grid) : await drawSplit(client, plan, grid)
    return { chart, ...grid, ...drawn, observedAt: new Date(nowMs).toISOString() }
  })
}
