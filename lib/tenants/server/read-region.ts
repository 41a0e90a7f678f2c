import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import type { Region } from '@/lib/env/regions'
import type { SourceTracker } from '@/lib/live/source'
import { log } from '@/lib/log/log'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import type { SourceState } from '@/lib/sources/schema'
import { toAlertCounts, toBeginnings, toPortalReadings } from '../adapter'
import type { RegionReadings } from '../model'
import { portalQuery, sinceQuery, sinceStepSeconds } from '../promql'
import { needsPast, type SinceBook, updateSince, withPast } from '../since'
import { steadyReadings } from '../steady'

type Memory = {
  before: { book: SinceBook; atMs: number } | null
  pastAskedAtMs: number
  readings: RegionReadings['readings']
}

/** A past that could not be told is asked for again after this long, not with each refresh. */
const askPastEveryMs = 60_000

/** Age from which a status is stale: three probes have failed to come. */
export function staleAfterSeconds(): number {
  return env().PROBE_INTERVAL_SECONDS * 3
}

function noMemory(): Memory {
  return { before: null, pastAskedAtMs: 0, readings: new Map() }
}

async function rememberSince(
  memory: Memory,
  client: PrometheusClient,
  readings: RegionReadings['readings'],
  moment: { nowMs: number; signal: AbortSignal },
): Promise<void> {
  const { nowMs, signal } = moment
  let book = updateSince(memory.before, readings, nowMs)
  if (needsPast(book) && nowMs - memory.pastAskedAtMs >= askPastEveryMs) {
    memory.pastAskedAtMs = nowMs
    try {
      const { series } = await client.query(sinceQuery, { signal })
      book = withPast(book, toBeginnings(series, sinceStepSeconds))
    } catch (err) {
      // Statuses are worth showing without their beginning; it then reads "at least since".
      log('tenants').warn({ err }, 'the past of portal statuses could not be read')
    }
  }
  memory.before = { book, atMs: nowMs }
}

/**
 * What a region's Prometheus says of portals now. Two questions a refresh (one of them the shared rules), and a third when a
 * beginning is unknown, however many tenants there are. A source that fails is a state in the answer, never a throw.
 */
export async function readRegion(
  region: Region,
  tracker: SourceTracker,
  moment: { nowMs: number; signal: AbortSignal },
): Promise<{ readings: RegionReadings; sources: SourceState[] }> {
  const memory = processSingleton(`tenants.region.${region.id}`, () => noMemory())
  const client = prometheus(region.id)
  const source = { region: region.id, name: 'prometheus' } as const
  const { signal } = moment
  const [portal, rules] = await Promise.all([
    tracker.read(
      source,
      client && (async () => toPortalReadings((await client.query(portalQuery, { signal })).series)),
      {
        part: 'portal',
      },
    ),
    tracker.read(source, client && (async () => toAlertCounts(await sharedRules(region.id).read())), { part: 'rules' }),
  ])
  memory.readings = steadyReadings(memory.readings, portal.value ?? new Map())
  if (client && portal.value && portal.state.status === 'ok') {
    await rememberSince(memory, client, portal.value, moment)
  }
  const readings: RegionReadings = {
    region: region.id,
    hearing: { prometheus: portal.state, staleAfterSeconds: staleAfterSeconds() },
    readings: memory.readings,
    since: memory.before?.book ?? new Map(),
    alerts: rules.value ?? null,
  }
  return { readings, sources: [portal.state, rules.state] }
}
