import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { measuredPod } from '../metrics/metrics-server'
import { renderPodMetrics } from '../metrics/service-metrics'
import { podTargetLabels } from '../metrics/targets'
import { createLabCluster, labBirthMs, samplesOf } from '../testing/lab-cluster'
import { type HistorySeries, podSeries, portalSeries, scrapedLabels } from './history-series'
import { historyDays, pastIncidents, portalOutages } from './incidents'
import { historyTimes, thinningFor, writeHistory } from './write-history'

const folder = mkdtempSync(join(tmpdir(), 'lab-history-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lab = createLabCluster({ activations: pastIncidents({ seed: 7, bornMs: labBirthMs }) })
const remembered = [...portalSeries(lab.world), ...podSeries(lab, Number.POSITIVE_INFINITY)]
const noThinning = { portal: 1, health: 1, figure: 1 }

async function write(name: string, series: readonly HistorySeries[]) {
  const path = join(folder, name)
  const count = await writeHistory(series, createWriteStream(path), { endMs: labBirthMs, thinning: noThinning })
  return { text: readFileSync(path, 'utf8'), count }
}

describe('remembered series', () => {
  it('are those of the live platform, with the values that it shows at that moment', () => {
    const known = new Map(
      remembered.flatMap((series) => {
        const values = series.values(labBirthMs)
        return series.names.map((name, index) => [name, values[index]] as const)
      }),
    )
    const unknown: string[] = []
    let compared = 0
    for (const spec of lab.world.workloads.filter(({ serviceId }) => serviceId !== 'tenant')) {
      for (const pod of lab.podsOf(spec.name, spec.namespace)) {
        const measured = measuredPod(lab.cluster, pod)
        if (!measured) throw new Error(`${pod.metadata.name} does not run`)
        const place = { namespace: spec.namespace, name: measured.name, address: pod.status.podIP ?? '' }
        const target = Object.entries(podTargetLabels(spec, place))
        for (const { name, labels, value } of samplesOf(renderPodMetrics(lab, measured, labBirthMs))) {
          const { le, ...own } = labels
          const key = `${name}{${scrapedLabels(Object.entries(own), target)}${le ? `,le="${le}"` : ''}}`
          if (!known.has(key)) unknown.push(key)
          else if (known.get(key) !== value) throw new Error(`${key}: ${known.get(key)} in history, ${value} live`)
          compared += 1
        }
      }
    }
    expect(unknown).toEqual([])
    expect(compared).toBeGreaterThan(3000)
    const aboutPods = [...known.keys()].filter((name) => !name.includes('job="portal_probe"'))
    expect(aboutPods).toHaveLength(compared)
  })

  it('make about 1.4 million samples', () => {
    const samples = remembered.reduce(
      (sum, { density, names }) => sum + names.length * historyTimes(density, labBirthMs, 1).length,
      0,
    )
    expect(samples).toBeGreaterThan(1_000_000)
    expect(samples).toBeLessThan(1_500_000)
  })

  it('name portals as they stand after a scrape of the Pushgateway', () => {
    const status = remembered.find(({ names }) => names[0]?.startsWith('Portal_HTTP_Status'))
    expect(status?.names[0]).toMatch(
      /^Portal_HTTP_Status\{cloud="\w+",instance="t2100",job="portal_probe",region="default"\}$/,
    )
  })

  it('have portals that are mostly well, sometimes not, and well of late', () => {
    const portals = remembered.filter(({ names }) => names[0]?.startsWith('Portal_HTTP_Status'))
    const values = portals.map((series) =>
      historyTimes('portal', labBirthMs, 1).map((timeMs) => series.values(timeMs)[0]),
    )
    const bad = values.flat().filter((value) => value !== 200)
    expect(bad.length).toBeGreaterThan(20)
    expect(bad.length / values.flat().length).toBeLessThan(0.01)
    for (const series of values) expect(series.slice(-60).every((value) => value === 200)).toBe(true)
  })

  it('say how long a portal took, and why none answered', () => {
    const at = (name: string, timeMs: number) =>
      remembered
        .find(({ names }) => names[0]?.startsWith(`${name}{`) && names[0].includes(`"${silent?.id}"`))
        ?.values(timeMs)[0]
    const silent = lab.world.tenants.find(({ id }) => portalOutages(lab.world, id).some(({ code }) => code === 0))
    const outage = portalOutages(lab.world, silent?.id ?? '').find(({ code }) => code === 0)
    expect(at('portal_probe_failure', outage?.sinceMs ?? 0)).toBe(1)
    expect(at('portal_probe_duration_seconds', outage?.sinceMs ?? 0)).toBe(10)
    expect(at('portal_probe_failure', labBirthMs)).toBeUndefined()
    expect(at('portal_probe_duration_seconds', labBirthMs)).toBeLessThan(0.06)
    expect(remembered[0]?.values(labBirthMs)).toEqual([labBirthMs / 1000 - 7])
  })

  it('show the week’s troubles: a gauge that fell, and came back', () => {
    const health = remembered.filter(({ names }) => names[0]?.startsWith('orsnode_redis_state'))
    const lowest = (step: number) =>
      Math.min(
        ...health.flatMap((series) =>
          historyTimes('portal', labBirthMs, step).map((timeMs) => series.values(timeMs)[0] ?? 2),
        ),
      )
    expect(lowest(1)).toBe(0)
    for (const series of health) expect(series.values(labBirthMs)).toEqual([2])
  })

  it('get the prefix that a scrape gives to labels which the target has too', () => {
    expect(scrapedLabels([['pod', 'a']], [['pod', 'b']])).toBe('exported_pod="a",pod="b"')
  })
})

describe('the text', () => {
  const few = remembered.filter((_, index) => index % 211 === 0)

  it('is the same each time, goes forward in every series, and ends as OpenMetrics must', async () => {
    const { text, count } = await write('first', few)
    expect((await write('second', few)).text).toBe(text)
    expect(text.endsWith('\n# EOF\n')).toBe(true)
    const before = new Map<string, number>()
    const lines = text.trimEnd().split('\n').slice(0, -1)
    for (const line of lines) {
      const [, key = '', time] = /^(\S+\{.*\}) \S+ (\S+)$/.exec(line) ?? []
      const seconds = Number(time)
      if (seconds <= (before.get(key) ?? 0)) throw new Error(`${key} goes back to ${time}`)
      before.set(key, seconds)
    }
    expect(lines).toHaveLength(count.samples)
    expect(before.size).toBe(count.series)
    expect(Math.max(...before.values())).toBeLessThanOrEqual(labBirthMs / 1000)
  })
})

describe('times of history', () => {
  it('are dense of late and thin long ago, never more than Prometheus looks back for a gauge', () => {
    const times = historyTimes('figure', labBirthMs, 1)
    const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 60_000)
    expect(gaps.at(-1)).toBe(1)
    expect(gaps[0]).toBe(4)
    expect(Math.max(...gaps)).toBeLessThan(5)
    expect(Math.min(...gaps)).toBeGreaterThan(0)
    expect(times.at(-1)).toBe(labBirthMs)
    expect(times[0]).toBeGreaterThan(labBirthMs - historyDays * 86_400_000)
  })

  it('grow thinner, not more, with thousands of series', () => {
    expect(thinningFor('portal', 20, 420_000)).toBe(1)
    for (const series of [100, 5000, 20_000]) {
      const thinning = thinningFor('portal', series, 420_000)
      expect(series * historyTimes('portal', labBirthMs, thinning).length).toBeLessThan(450_000)
    }
  })
})

describe('a week’s troubles', () => {
  it('are over before the lab is born', () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const { sinceMs, untilMs } of pastIncidents({ seed, bornMs: labBirthMs })) {
        expect(untilMs).toBeGreaterThan(sinceMs)
        expect(untilMs).toBeLessThan(labBirthMs - 3_600_000)
        expect(sinceMs).toBeGreaterThan(labBirthMs - historyDays * 86_400_000)
      }
      for (const { sinceMs, untilMs } of portalOutages({ seed, bornMs: labBirthMs }, 't2100')) {
        expect(untilMs).toBeGreaterThan(sinceMs)
        expect(untilMs).toBeLessThan(labBirthMs - 3_500_000)
      }
    }
  })
})
