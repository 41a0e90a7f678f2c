import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PrometheusServer, startPrometheus } from '@/lib/testing/prometheus-server'
import { createPrometheusClient, type PrometheusClient } from './client'
import { escapeLabelValue, matcher, oneOf, selector } from './promql'

/** The client and the builder of expressions against a real Prometheus, whose lexer has the last word on escapes. */
describe('Prometheus client and a real Prometheus', () => {
  const startSeconds = Math.floor(Date.now() / 1000) - 600
  let server: PrometheusServer
  let client: PrometheusClient

  beforeAll(async () => {
    const lines = ['# TYPE voice_calls gauge']
    for (const tenant of ['t2100', 't2101', 'a"b\\\\c']) {
      for (let at = 0; at <= 120; at += 15) {
        lines.push(`voice_calls{tenant="${tenant.replaceAll('"', '\\"')}"} ${at} ${startSeconds + at}`)
      }
    }
    server = await startPrometheus(lines.join('\n'))
    client = createPrometheusClient({ url: server.url, region: 'west', timeoutMs: 5000, maxResponseBytes: 1e7 })
  })
  afterAll(() => server?.stop())

  const hostile = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\r', '\0', '}', '{', '`', '|', '$', 'a') })
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), hostile)

  it('reads every escaped text as the text it was made of', async () => {
    const property = fc.asyncProperty(anyText, async (text) => {
      expect(await client.evaluate(`"${escapeLabelValue(text)}"`)).toMatchObject({ kind: 'string', text })
    })
    await fc.assert(property, { numRuns: 150, examples: [['\uFFFD'], ['a\uFFFDb']] })
  })

  it('matches exactly the tenants that are asked for, whatever else is asked for', async () => {
    const property = fc.asyncProperty(anyText, async (text) => {
      const expr = selector('voice_calls', [matcher('tenant', '=~', oneOf([text, 't2101']))])
      const { series } = await client.query(expr, { timeSeconds: startSeconds + 120 })
      expect(series.map(({ labels }) => labels.tenant)).toEqual(['t2101'])
    })
    await fc.assert(property, { numRuns: 100, examples: [['\uFFFD']] })
    const quoted = selector('voice_calls', [matcher('tenant', '=', 'a"b\\c')])
    expect((await client.query(quoted, { timeSeconds: startSeconds + 120 })).series).toHaveLength(1)
    const none = selector('voice_calls', [matcher('tenant', '=~', oneOf([]))])
    expect((await client.query(none, { timeSeconds: startSeconds + 120 })).series).toEqual([])
  })

  it('reads ranges at the times that were asked for', async () => {
    const expr = selector('voice_calls', [matcher('tenant', '=', 't2100')])
    const range = { startSeconds, endSeconds: startSeconds + 60, stepSeconds: 30 }
    const { series } = await client.queryRange(expr, range)
    expect(series[0]?.samples).toEqual([
      [startSeconds, 0],
      [startSeconds + 30, 30],
      [startSeconds + 60, 60],
    ])
  })

  it('keeps what is not finite', async () => {
    const at = { timeSeconds: startSeconds }
    expect((await client.query('vector(1) / 0', at)).series[0]?.value).toBe(Infinity)
    expect((await client.query('vector(-1) / 0', at)).series[0]?.value).toBe(-Infinity)
    expect((await client.query('vector(0) / 0', at)).series[0]?.value).toBeNaN()
  })

  it('tells an expression that is refused from a source that is down', async () => {
    await expect(client.query('voice_calls{')).rejects.toMatchObject({
      upstream: { kind: 'http', httpStatus: 400 },
      message: expect.stringMatching(/parse error/),
    })
    await expect(client.query('voice_calls * on() voice_calls', { timeSeconds: startSeconds })).rejects.toMatchObject({
      upstream: { kind: 'http', httpStatus: 422 },
    })
  })

  it('answers everything else that the console asks', async () => {
    expect((await client.buildInfo()).version).toMatch(/^\d+\.\d+/)
    expect(await client.labelValues('tenant', { selectors: ['voice_calls'] })).toContain('t2100')
    expect(await client.rules()).toEqual([])
    expect(await client.targets()).toEqual([])
    expect(await client.metadata({ metric: 'voice_calls' })).toEqual({})
  })
})
