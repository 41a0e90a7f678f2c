import 'server-only'
import { portalStaleAfterSeconds } from '@/lib/catalogue/portal-freshness'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { otherRegions, type Region } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import type { SourceTracker } from '@/lib/live/source'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import type { SourceState } from '@/lib/sources/schema'
import { toAlertCounts, toBeginnings, toPortalAnswer } from '../adapter'
import { type PortalAnswer, withLost } from '../lost'
import type { RegionReadings } from '../model'
import { portalQuery, sinceQuery, sinceStepSeconds } from '../promql'
import { needsPast, type SinceBook, updateSince, withPast } from '../since'
import { steadyReadings } from '../steady'

type Beginnings = ReturnType<typeof toBeginnings>

type Memory = {
  before: { book: SinceBook; atMs: number } | null
  pastAskedAtMs: number
  readings: RegionReadings['readings']
}

/** A past that could not be told is asked for again after this long, not with each refresh. */
const askPastEveryMs = 60_000

/** Age from which a status is stale. */
export function staleAfterSeconds(): number {
  return portalStaleAfterSeconds(env().PROBE_INTERVAL_SECONDS)
}

const nothingHeard: PortalAnswer = { readings: new Map(), pushes: new Set(), gateway: null }

function noMemory(): Memory {
  return { before: null, pastAskedAtMs: 0, readings: new Map() }
}

/** Statuses are worth showing without their beginning, which then reads "at least since": the past is waited for only a while. */
async function rememberSince(
  memory: Memory,
  readings: RegionReadings['readings'],
  nowMs: number,
  askPast: (tell: (past: Beginnings) => void) => Promise<unknown>,
): Promise<void> {
  memory.before = { book: updateSince(memory.before, readings, nowMs), atMs: nowMs }
  if (!needsPast(memory.before.book) || nowMs - memory.pastAskedAtMs < askPastEveryMs) return
  memory.pastAskedAtMs = nowMs
  await askPast((past) => {
    // The book may have gone on while the past was being told.
    if (memory.before) memory.before = { ...memory.before, book: withPast(memory.before.book, past) }
  })
}

/** The gateway as its Prometheus sees it: this console itself never asks it. Empty where nothing tells. */
async function readGateway(
  region: string,
  tracker: SourceTracker,
  prometheusState: SourceState,
  { gateway }: PortalAnswer,
): Promise<SourceState[]> {
  if (gateway === null || prometheusState.status !== 'ok') return []
  const { state } = await tracker.read({ region, name: 'pushgateway' }, async () => {
    if (gateway === 'up') return true
    const upstream = { source: 'pushgateway', region, kind: 'network' } as const
    throw new AppError('upstream-failed', 'Prometheus cannot read the Pushgateway.', { upstream })
  })
  return [state]
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
  const { nowMs, signal } = moment
  const gatewayUrl = region.pushgateway?.url
  const question = portalQuery({
    otherRegions: otherRegions(region.id),
    gateway: gatewayUrl ? new URL(gatewayUrl).host : null,
  })
  const [portal, rules] = await Promise.all([
    tracker.read(source, client && (async () => toPortalAnswer((await client.query(question, { signal })).series)), {
      part: 'portal',
    }),
    tracker.read(source, client && (async () => toAlertCounts(await sharedRules(region.id).read())), { part: 'rules' }),
  ])
  const heard = portal.value ?? nothingHeard
  memory.readings = steadyReadings(memory.readings, withLost(memory.readings, heard))
  const gateway = await readGateway(region.id, tracker, portal.state, heard)
  if (client && portal.value && portal.state.status === 'ok') {
    await rememberSince(memory, heard.readings, nowMs, (tell) =>
      tracker.read(
        source,
        async () => tell(toBeginnings((await client.query(sinceQuery, { signal })).series, sinceStepSeconds)),
        { part: 'past' },
      ),
    )
  }
  const readings: RegionReadings = {
    region: region.id,
    hearing: { prometheus: portal.state, gateway: heard.gateway, staleAfterSeconds: staleAfterSeconds() },
    readings: memory.readings,
    since: memory.before?.book ?? new Map(),
    alerts: rules.value ?? null,
  }
  return { readings, sources: [portal.state, rules.state, ...gateway] }
}
