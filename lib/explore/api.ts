import { z } from 'zod'
import { callApi } from '@/lib/http/api-client'
import type { RecordQuery, RunQuery } from './input-schema'
import {
  type HistoryEntry,
  historyEntrySchema,
  historySchema,
  type MetricList,
  metricListSchema,
  type QueryAnswer,
  queryAnswerSchema,
  type SeriesNames,
  seriesNamesSchema,
  type Words,
  wordsSchema,
} from './schema'

// The calls of the explorer. `queries.ts` loads this module when the first one is made: schemas are no part of a first load.

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
  return callApi(address('metrics', asked), metricListSchema, options)
}

export function readSeriesNames(region: string | null, options: Options): Promise<SeriesNames> {
  return callApi(address('names', { region }), seriesNamesSchema, options)
}

export function readLabelNames(asked: { region: string | null; selector: string | null }): Promise<Words> {
  return callApi(address('labels', asked), wordsSchema)
}

type ValuesAsked = { region: string | null; selector: string | null; label: string }

export function readLabelValues(asked: ValuesAsked): Promise<Words> {
  return callApi(address('label-values', asked), wordsSchema)
}

export type QueryAsked = Omit<RunQuery, 'region'> & { region: string | null }

export function runQuery({ region, ...asked }: QueryAsked, options: Options): Promise<QueryAnswer> {
  const body = { ...asked, ...(region ? { region } : {}) }
  return callApi('/api/explore/query', queryAnswerSchema, { method: 'POST', body, ...options })
}

export function readHistory(options: Options): Promise<{ items: HistoryEntry[] }> {
  return callApi(address('history', {}), historySchema, options)
}

export function recordQuery(body: RecordQuery): Promise<HistoryEntry> {
  return callApi('/api/explore/history', historyEntrySchema, { method: 'POST', body })
}

export function starQuery(id: string, starred: boolean): Promise<HistoryEntry> {
  return callApi(`/api/explore/history/${id}`, historyEntrySchema, { method: 'PATCH', body: { starred } })
}

/** One entry, or with null all that are not starred. */
export function deleteHistory(id: string | null): Promise<{ deleted: number }> {
  const path = id === null ? 'history' : `history/${id}`
  return callApi(`/api/explore/${path}`, z.object({ deleted: z.number() }), { method: 'DELETE' })
}
