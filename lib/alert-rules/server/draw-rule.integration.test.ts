import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordingRules } from '@/lib/catalogue/recordings'
import { shippedAlerts } from '@/lib/catalogue/shipped-alerts'
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client'
import { ruleConditions } from '@/lib/prometheus/rule-conditions'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { onlyMembers, rankQuery } from '../charts'
import { drawRule } from './draw-rule'

// A real Prometheus draws: half an hour of samples that ends at a full hour.
const endSeconds = Math.floor(Date.now() / 3_600_000) * 3600 - 3600
const grid = { startSeconds: endSeconds - 1800, endSeconds, stepSeconds: 60 }
const oddTopic = 'say "hi"\\ $1 (1.5)|x'

function samples(): string {
  const lines: string[] = []
  const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  for (let time = grid.startSeconds - 600; time <= endSeconds; time += 30) {
    for (let index = 0; index < 12; index += 1) {
      lines.push(`queue{namespace="voice",pod="voice-x-${index}"} ${index * 10} ${time}`)
    }
    lines.push(`lag{topic="${escaped(oddTopic)}"} 7 ${time}`)
    lines.push(`state_two{pod="a"} 2 ${time}`)
    for (const [pod, now] of [
      ['a', 1],
      ['b', 3],
    ] as const) {
      lines.push(`wanted{pod="${pod}"} 3 ${time}`)
      lines.push(`running{pod="${pod}",job="k"} ${now} ${time}`)
    }
  }
  return lines.join('\n')
}

let server: PrometheusServer
let client: PrometheusClient

beforeAll(async () => {
  server = await startPrometheus(samples())
  client = createPrometheusClient({
    url: server.url,
    region: 'test',
    timeoutMs: 10_000,
    maxResponseBytes: 1_000_000,
  })
})
afterAll(() => server.stop())

const alerting = (expression: string) => drawRule(client, { kind: 'alerting', expression }, grid)
const lastOf = (points: readonly (readonly [number, number | null])[] | undefined) => points?.at(-1)?.[1]

describe('drawRule', () => {
  it('draws the series nearest to firing, largest first, with the limit across', async () => {
    const drawn = await alerting('queue > 55')
    expect(drawn.series.map(({ label }) => label)).toHaveLength(8)
    expect(drawn.series.map(({ label }) => label)).not.toContain('voice-x-3')
    expect(drawn).toMatchObject({ kind: 'value', totalSeries: 12, thresholds: [{ label: '> 55', value: 55 }] })
    expect(lastOf(drawn.series.find(({ label }) => label === 'voice-x-11')?.points)).toBe(110)
    expect(drawn.series[0]?.points).toHaveLength(31)
  })

  it.each([
    ['queue < 25', 'voice-x-0', 'voice-x-8'],
    ['queue == 110', 'voice-x-11', 'voice-x-3'],
    ['queue != 0', 'voice-x-11', 'voice-x-3'],
  ])('of %s draws %s and not %s', async (expression, near, far) => {
    const labels = (await alerting(expression)).series.map(({ label }) => label)
    expect(labels).toContain(near)
    expect(labels).not.toContain(far)
  })

  it('finds a series again whatever its labels hold', async () => {
    const [line] = (await alerting('lag > 5')).series
    expect(line?.label).toBe(oddTopic)
    expect(lastOf(line?.points)).toBe(7)
  })

  it('draws each side of an or that has series, with the limits of all', async () => {
    const drawn = await alerting('(state_one < 1) or (state_two < 2)')
    expect(drawn.series.map(({ label }) => label)).toEqual(['a'])
    expect(drawn.thresholds.map(({ label }) => label)).toEqual(['< 1', '< 2'])
  })

  it('says which metric a line is of where both sides of an or have some', async () => {
    const { series } = await alerting('(state_two < 2) or (running < 1)')
    expect(series.map(({ label }) => label).sort()).toEqual(['running: a', 'running: b', 'state_two: a'])
  })

  it('draws a limit that is no number as lines of its own', async () => {
    const drawn = await alerting('wanted > on (pod) running')
    const last = Object.fromEntries(drawn.series.map(({ label, points }) => [label, lastOf(points)]))
    expect(last).toEqual({ 'Value: a': 3, 'Value: b': 3, 'Limit: a': 1, 'Limit: b': 3 })
    expect(drawn.thresholds).toEqual([])
  })

  it('counts the series of a condition that compares nothing, and shows none as 0', async () => {
    const gone = await alerting('absent(nothing_like_it)')
    expect([gone.kind, lastOf(gone.series[0]?.points)]).toEqual(['presence', 1])
    expect(lastOf((await alerting('absent(queue)')).series[0]?.points)).toBe(0)
  })

  it('invents no line for what Prometheus does not have', async () => {
    expect(await alerting('nothing_like_it > 5')).toMatchObject({
      series: [],
      totalSeries: 0,
      expressions: ['nothing_like_it'],
    })
  })

  it('draws the largest series of a recording', async () => {
    const drawn = await drawRule(client, { kind: 'recording', expression: 'queue * 2' }, grid)
    expect(drawn).toMatchObject({ kind: 'record', totalSeries: 12 })
    expect(drawn.series.map(({ label }) => label)).toContain('voice-x-11')
  })

  it.each(shippedAlerts.map(({ alert }) => [alert.id, alert.expr] as const))(
    'asks nothing for %s that Prometheus refuses',
    async (_id, expression) => {
      const member = [{ namespace: 'voice', pod: 'voice-x-1' }]
      for (const condition of ruleConditions(expression) ?? []) {
        await client.query(rankQuery(condition, 8))
        await client.query(onlyMembers(condition.value, member))
        if (condition.limit.kind === 'expression') await client.query(onlyMembers(condition.limit.expr, member))
      }
      expect((await alerting(expression)).expressions).not.toEqual([])
    },
  )

  it('asks nothing for a recording that ships that Prometheus refuses', async () => {
    for (const { expr } of recordingRules) {
      expect((await drawRule(client, { kind: 'recording', expression: expr }, grid)).kind).toBe('record')
    }
  })
})
