import 'server-only'
import type { Service, ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import type { Region } from '@/lib/env/regions'
import { isUpstreamError } from '@/lib/errors'
import type { PrometheusClient } from '@/lib/prometheus/client'
import type { Metadata } from '@/lib/prometheus/schema'
import { type MetricQuestions, metricQuestions } from '../metric-questions'
import { type MetricAnswers, toMetricRows } from '../metrics-adapter'
import type { ServiceMetrics } from '../schema'
import { servicesFeed } from './feed'
import { portalScope } from './portal-scope'
import { prometheusOf } from './prometheus-of'
import { regionMemory } from './region-memory'
import { sharedMetrics, sharedTypes } from './shared-answers'

/** Types are an extra: where nobody tells them (Thanos without metadata, for instance) the table does without. */
async function readTypes(client: PrometheusClient): Promise<Metadata> {
  try {
    return await client.metadata()
  } catch (error) {
    if (isUpstreamError(error)) return {}
    throw error
  }
}

async function ask(client: PrometheusClient, region: Region, questions: MetricQuestions): Promise<MetricAnswers> {
  const query = async (expression: string | null) =>
    expression === null ? [] : (await client.query(expression)).series
  const [presence, present, rates, buckets, metadata, snapshot] = await Promise.all([
    query(questions.presence),
    query(questions.present),
    query(questions.rates),
    query(questions.buckets),
    sharedTypes(region.id, () => readTypes(client)),
    // States are counted by the feed's refresh already; reading it makes sure that there was one.
    servicesFeed().read(),
  ])
  const gauges = snapshot.items.length > 0 ? (regionMemory(region.id).parts?.prometheus.data?.gauges ?? []) : []
  return { presence, present, rates, buckets, metadata, gauges }
}

async function readMetrics(service: Service, region: Region, client: PrometheusClient): Promise<ServiceMetrics> {
  const namespaces = region.kubernetes?.namespaces ?? null
  const questions = metricQuestions(service, namespaces, portalScope(region.id))
  const observedAt = new Date().toISOString()
  if (!questions) return { observedAt, items: [], silent: false, expressions: [] }
  const items = toMetricRows(service, namespaces, await ask(client, region, questions))
  return {
    observedAt,
    items,
    silent: items.every(({ seriesCount }) => seriesCount === 0),
    expressions: Object.values(questions).filter((expression) => expression !== null),
  }
}

/**
 * Every documented metric of a service with its present figure. Four instant queries at most, and the types once in five
 * minutes, however many people look. Throws `not-found` for a region without Prometheus, and what Prometheus throws.
 */
export async function getServiceMetrics(serviceId: ServiceId, asked: string | undefined): Promise<ServiceMetrics> {
  const { region, client } = prometheusOf(asked, 'figures')
  return sharedMetrics(`${region.id}|${serviceId}`, () => readMetrics(serviceById(serviceId), region, client))
}
