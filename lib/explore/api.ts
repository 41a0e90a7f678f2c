import { callApi } from '@/lib/http/api-client'
import type { RecordQuery, RunQuery } from './input-schema'
import type { HistoryEntry, MetricList, QueryAnswer, SeriesNames, Words } from './schema'

// Each schema is fetched with the first question that needs it, and is no part of a page's first load.
const load = () => import('./schema')
const loadMetricList = async () => (await load()).metricListSchema
const loadSeriesNames = async () => (await load()).seriesNamesSchema
const loadWords = async () => (await load()).wordsSchema
const loadQueryAnswer = async () => (await load()).queryAnswerSchema
const loadHistory = async () => (await load()).historySchema
const loadHistoryEntry = async () => (await load()).historyEntrySchema
const loadDeleted = async () => (await load()).deletedSchema

type Parameters = Readonly<Record<string, string | number | null | undefined>>

function address(path: string, parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? `/api/explore/${path}` : `/api/explore/${path}?${text}`
}

type Options = { signal?: AbortSignal }

export type MetricsAsked = { region: string | null; q: string; group: string; offset: number; limit: number }

export function readMetrics(asked: MetricsAsked, options: Options): Promise<MetricList> {
  return callApi(address('metrics', asked), loadMetricList, options)
}

export function readSeriesNames(region: string | null, options: Options): Promise<SeriesNames> {
  return callApi(address('names', { region }), loadSeriesNames, options)
}

export function readLabelNames(asked: { region: string | null; selector: string | null }): Promise<Words> {
  return callApi(address('labels', asked), loadWords)
}

type ValuesAsked = { region: string | null; selector: string | null; label: string }

export function readLabelValues(asked: ValuesAsked): Promise<Words> {
  return callApi(address('label-values', asked), loadWords)
}

export type QueryAsked = Omit<RunQuery, 'region'> & { region: string | null }

export function runQuery({ region, ...asked }: QueryAsked, options: Options): Promise<QueryAnswer> {
  const body = { ...asked, ...(region ? { region } : {}) }
  return callApi('/api/explore/query', loadQueryAnswer, { method: 'POST', body, ...options })
}

export function readHistory(options: Options): Promise<{ items: HistoryEntry[] }> {
  return callApi(address('history', {}), loadHistory, options)
}

export function recordQuery(body: RecordQuery): Promise<HistoryEntry> {
  return callApi('/api/explore/history', loadHistoryEntry, { method: 'POST', body })
}

export function starQuery(id: string, starred: boolean): Promise<HistoryEntry> {
  return callApi(`/api/explore/history/${id}`, loadHistoryEntry, { method: 'PATCH', body: { starred } })
}

/** One entry, or with null all that are not starred. */
export function deleteHistory(id: string | null): Promise<{ deleted: number }> {
  const path = id === null ? 'history' : `history/${id}`
  return callApi(`/api/explore/${path}`, loadDeleted, { method: 'DELETE' })
}
