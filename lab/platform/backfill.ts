import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type HistorySeries, podSeries, portalSeries } from './history/history-series'
import { pastIncidents } from './history/incidents'
import { type HistoryCount, thinningFor, writeHistory } from './history/write-history'
import type { MetricContext } from './metrics/service-metrics'
import { type PlatformOptions, parsePlatformArguments } from './options'
import { FaultTimeline } from './scenarios/fault-timeline'
import { keepBirth, loadState, worldName } from './state'
import { createWorld } from './world'

/**
 * `tsx lab/platform/backfill.ts --out FILE [--now ISO] <the platform's own arguments>`: seven days of history as
 * OpenMetrics text for `promtool tsdb create-blocks-from openmetrics`. The live platform, started with the same
 * arguments, goes on where it ends: same series, same values.
 */

/** Samples per kind: about 1.4 million in all at 20 tenants and 30 pods. */
const budgets = { portal: 420_000, health: 440_000, figure: 800_000 } as const

/** Pods of a workload that have a history; a few stand for thousands. */
const slotLimit = (pods: number) => (pods > 300 ? 3 : Number.POSITIVE_INFINITY)

export async function writeBackfill(options: PlatformOptions, path: string, nowMs: number): Promise<HistoryCount> {
  const bornMs = keepBirth(options.stateDir, nowMs)
  const world = createWorld(options, bornMs)
  const state = loadState(options.stateDir, worldName(options))
  const faults = new FaultTimeline(world, [...pastIncidents(world), ...(state?.activations ?? [])])
  const context: MetricContext = { world, faults }
  const all = () => chain(portalSeries(world), podSeries(context, slotLimit(options.pods)))
  const counts = { portal: 0, health: 0, figure: 0, recent: 0 }
  for (const { density, names } of all()) counts[density] += names.length
  const thinning = {
    portal: thinningFor('portal', counts.portal, budgets.portal),
    health: thinningFor('health', counts.health, budgets.health),
    figure: thinningFor('figure', counts.figure, budgets.figure),
  }
  mkdirSync(dirname(path), { recursive: true })
  return writeHistory(all(), createWriteStream(path), { endMs: Math.max(bornMs, nowMs), thinning })
}

function* chain(...parts: Iterable<HistorySeries>[]): Generator<HistorySeries> {
  for (const part of parts) yield* part
}

async function main(): Promise<void> {
  const { options, extra } = parsePlatformArguments(process.argv.slice(2), ['out', 'now'])
  if (!extra.out) throw new Error('--out: the file to write is missing.')
  const nowMs = extra.now === undefined ? Date.now() : Date.parse(extra.now)
  if (Number.isNaN(nowMs)) throw new Error(`--now: “${extra.now}” is no time, for example 2026-11-20T12:00:00Z.`)
  const startMs = performance.now()
  const { samples, series } = await writeBackfill(options, extra.out, nowMs)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${samples} samples of ${series} series in ${seconds} s: ${extra.out}`)
}

if (process.argv[1]?.endsWith('backfill.ts')) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
