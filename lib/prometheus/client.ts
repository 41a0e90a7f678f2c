import { z } from 'zod'
import { parseFailure } from '@/lib/http/upstream-failure'
import {
  type BuildInfo,
  buildInfoSchema,
  type InstantSeries,
  type Metadata,
  metadataSchema,
  queryDataSchema,
  type RangeSeries,
  type RuleGroup,
  rulesDataSchema,
  type Target,
  targetsDataSchema,
} from './schema'
import { type Budget, createTransport, type PrometheusConfig } from './transport'

type CallOptions = { signal?: AbortSignal; budget?: Budget }
export type QueryOptions = CallOptions & { timeSeconds?: number }
export type RangeOptions = CallOptions & { startSeconds: number; endSeconds: number; stepSeconds: number }
/** Which series are looked at: those that any of `selectors` matches, those seen since `sinceSeconds`. */
type LookUpOptions = CallOptions & { selectors?: string[]; sinceSeconds?: number }

export type Vector = { kind: 'vector'; series: InstantSeries[]; warnings: string[] }
export type Matrix = { kind: 'matrix'; series: RangeSeries[]; warnings: string[] }
/** Whatever an expression evaluates to; only the explorer needs more than vectors. */
export type Evaluation =
  | Vector
  | Matrix
  | { kind: 'scalar'; value: number; timeSeconds: number; warnings: string[] }
  | { kind: 'string'; text: string; warnings: string[] }

type QueryData = z.output<typeof queryDataSchema>

const histogramWarning = 'Native histograms are left out: this console does not draw them.'

function toEvaluation(data: QueryData, warnings: string[]): Evaluation {
  if (data.resultType === 'scalar') {
    return { kind: 'scalar', timeSeconds: data.result[0], value: data.result[1], warnings }
  }
  if (data.resultType === 'string') return { kind: 'string', text: data.result[1], warnings }
  if (data.resultType === 'vector') {
    const series = data.result.flatMap(({ metric, value }) =>
      value ? [{ labels: metric, timeSeconds: value[0], value: value[1] }] : [],
    )
    return { kind: 'vector', series, warnings: noteHistograms(warnings, series.length, data.result.length) }
  }
  const series = data.result.flatMap(({ metric, values }) => (values ? [{ labels: metric, samples: values }] : []))
  return { kind: 'matrix', series, warnings: noteHistograms(warnings, series.length, data.result.length) }
}

function noteHistograms(warnings: string[], kept: number, all: number): string[] {
  return kept === all ? warnings : [...warnings, histogramWarning]
}

/** Prometheus gives up itself a moment before we do, so that it can say why. */
function evaluationTimeout(budget: Budget | undefined): Record<string, string> {
  return budget?.timeoutMs === undefined ? {} : { timeout: String(Math.max(1, budget.timeoutMs - 250) / 1000) }
}

function since(sinceSeconds: number | undefined): Record<string, string> {
  return sinceSeconds === undefined ? {} : { start: String(sinceSeconds) }
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/**
 * One Prometheus (or Thanos, Mimir: the same API). Works with 2.42 and 3.x. Every method throws AppError `upstream-failed`
 * with kind timeout, network, http (400 and 422: the expression was refused) or parse, or the caller's abort reason.
 */
export function createPrometheusClient(config: PrometheusConfig) {
  const { request, who } = createTransport(config)

  async function evaluate(expr: string, options: QueryOptions = {}): Promise<Evaluation> {
    const timeMs = options.timeSeconds === undefined ? undefined : options.timeSeconds * 1000
    const { data, warnings } = await request({
      operation: 'query',
      data: queryDataSchema,
      signal: options.signal,
      budget: options.budget,
      // The driver would send this machine's time; without one Prometheus takes its own, so skewed clocks do no harm.
      params: { ...evaluationTimeout(options.budget), ...(timeMs === undefined ? { time: null } : {}) },
      call: (driver) => driver.instantQuery(expr, timeMs),
    })
    return toEvaluation(data, warnings)
  }

  return {
    /** Evaluates any expression at one instant (default: now). */
    evaluate,

    /** Evaluates an expression that gives an instant vector; a scalar comes back as one series without labels. */
    async query(expr: string, options: QueryOptions = {}): Promise<Vector> {
      const result = await evaluate(expr, options)
      if (result.kind === 'vector') return result
      if (result.kind !== 'scalar') throw parseFailure(who, 'shape')
      const { value, timeSeconds, warnings } = result
      return { kind: 'vector', series: [{ labels: {}, value, timeSeconds }], warnings }
    },

    /** Evaluates an expression over a range; at most 11,000 points a series (Prometheus's own limit). */
    async queryRange(expr: string, options: RangeOptions): Promise<Matrix> {
      const { startSeconds, endSeconds, stepSeconds, signal, budget } = options
      const { data, warnings } = await request({
        operation: 'query-range',
        data: queryDataSchema,
        signal,
        budget,
        params: evaluationTimeout(budget),
        // The driver takes 0 for "not given"; one millisecond after the epoch is as good.
        call: (driver) => driver.rangeQuery(expr, startSeconds * 1000 || 1, endSeconds * 1000, stepSeconds),
      })
      const result = toEvaluation(data, warnings)
      if (result.kind !== 'matrix') throw parseFailure(who, 'shape')
      return result
    },

    /** All alerting and recording rules with their present alerts. */
    async rules(options: CallOptions = {}): Promise<RuleGroup[]> {
      const { data } = await request({
        operation: 'rules',
        data: rulesDataSchema,
        signal: options.signal,
        call: (driver) => driver.rules(),
      })
      return data.groups
    },

    /** Active scrape targets. */
    async targets(options: CallOptions = {}): Promise<Target[]> {
      const { data } = await request({
        operation: 'targets',
        data: targetsDataSchema,
        signal: options.signal,
        // The driver names this parameter `query`, which Prometheus ignores; dropped targets can be many.
        params: { state: 'active' },
        call: (driver) => driver.targets('active'),
      })
      return data.activeTargets
    },

    /** Type, help and unit of each metric, or of one. */
    async metadata(options: CallOptions & { metric?: string } = {}): Promise<Metadata> {
      const { data } = await request({
        operation: 'metadata',
        data: metadataSchema,
        signal: options.signal,
        call: (driver) => driver.metadata(options.metric),
      })
      return data
    },

    /** Names of labels. */
    async labelNames(options: LookUpOptions = {}): Promise<string[]> {
      const { data } = await request({
        operation: 'label-names',
        data: z.array(z.string()),
        signal: options.signal,
        budget: options.budget,
        params: since(options.sinceSeconds),
        call: (driver) => driver.labelNames(options.selectors),
      })
      return data
    },

    /** Values of a label. */
    async labelValues(label: string, options: LookUpOptions = {}): Promise<string[]> {
      if (!labelName.test(label)) throw new RangeError(`not a label name: ${JSON.stringify(label)}`)
      const { data } = await request({
        operation: 'label-values',
        data: z.array(z.string()),
        signal: options.signal,
        budget: options.budget,
        params: since(options.sinceSeconds),
        call: (driver) => driver.labelValues(label, options.selectors),
      })
      return data
    },

    /** Version of the server; also the cheapest proof that it answers. */
    async buildInfo(options: CallOptions = {}): Promise<BuildInfo> {
      const { data } = await request({
        operation: 'build-info',
        data: buildInfoSchema,
        signal: options.signal,
        call: (driver) => driver.statusBuildinfo(),
      })
      return data
    },
  }
}

export type PrometheusClient = ReturnType<typeof createPrometheusClient>
