import 'server-only'
import { upstreamLimits } from '@/lib/env/limits'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { refusalOf } from '@/lib/prometheus/schema'
import type { AbsoluteRange } from '@/lib/time/range'
import type { QueryCost } from '../cost'
import { unitOfSeries } from '../metric-list'
import { countRangeRows, countRows, largestRangeRows, largestRows } from '../narrowing'
import { type Shaped, toInstantResult, toRangeResult } from '../result-adapter'
import type { AnsweredQuery, QueryResult } from '../schema'
import { inferUnit } from '../unit'
import { queryLimits } from '../vocabulary'
import type { EvaluationTime } from './check-cost'
import { readMetrics } from './read-metrics'

export type Evaluated = Pick<AnsweredQuery, 'result' | 'totalRows' | 'unit' | 'warnings'>

type Task = {
  client: PrometheusClient
  region: string
  query: string
  time: EvaluationTime
  cost: QueryCost
  signal: AbortSignal
  nowMs: number
}

/** Told to Prometheus as well, which then stops by itself and says so. */
const options = (task: Task) => ({ signal: task.signal, budget: { timeoutMs: upstreamLimits().timeoutMs } })

type Told = Shaped<QueryResult> & { warnings: string[] }

/**
 * How many rows there will be; null where that is no question: few series are read, or the expression is no vector (its own
 * evaluation then says what it is, or what is wrong with it, at the right place).
 */
async function countFirst(task: Task, expression: string, timeSeconds: number | undefined, maxRows: number) {
  // An expression gives no more series than it reads: nothing has to be asked.
  if (task.cost.series <= maxRows) return null
  try {
    const { series } = await task.client.query(expression, { timeSeconds, ...options(task) })
    return series[0]?.value ?? 0
  } catch (error) {
    if (refusalOf(error)?.errorType === 'bad_data') return null
    throw error
  }
}

async function evaluateInstant(task: Task, timeSeconds: number | undefined): Promise<Told> {
  const { client, query } = task
  const counted = await countFirst(task, countRows(query), timeSeconds, queryLimits.rows)
  const isMore = counted !== null && counted > queryLimits.rows
  const expression = isMore ? largestRows(query, queryLimits.rows) : query
  const evaluation = await client.evaluate(expression, { timeSeconds, ...options(task) })
  const shaped = toInstantResult(evaluation, timeSeconds ?? task.nowMs / 1000, queryLimits.rows)
  return { ...shaped, totalRows: isMore ? counted : shaped.totalRows, warnings: evaluation.warnings }
}

async function evaluateRange(task: Task, grid: AbsoluteRange): Promise<Told> {
  const { client, query } = task
  const { rangeRows: maxRows, lines: maxLines } = queryLimits
  const counted = await countFirst(task, countRangeRows(query, grid), grid.endSeconds, maxRows)
  const isMore = counted !== null && counted > maxRows
  const expression = isMore ? largestRangeRows(query, grid, maxRows) : query
  const matrix = await client.queryRange(expression, { ...grid, ...options(task) })
  const shaped = toRangeResult(matrix.series, grid, { maxRows, maxLines })
  return { ...shaped, totalRows: isMore ? counted : shaped.totalRows, warnings: matrix.warnings }
}

/** The unit as far as metadata tells. A region whose metadata cannot be read has the catalogue's only. */
async function unitOf({ region, query }: Task): Promise<string | null> {
  const { told } = await readMetrics(region)
  const metadata = told?.metadata ?? {}
  return inferUnit(query, (series) => unitOfSeries(series, metadata))
}

/**
 * Evaluates a query whose cost was found bearable, bounded in rows, lines and points. Of more rows than may be shown, the largest
 * are asked for, so that an answer's size does not depend on how many there are. Throws what Prometheus throws.
 */
export async function evaluateQuery(task: Task): Promise<Evaluated> {
  const { time } = task
  const [told, unit] = await Promise.all([
    time.kind === 'instant' ? evaluateInstant(task, time.timeSeconds) : evaluateRange(task, time.grid),
    unitOf(task),
  ])
  return { ...told, unit }
}
