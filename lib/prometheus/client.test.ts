import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '@/lib/env/secret'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'
import { describeUpstreamContract } from '@/lib/testing/upstream-contract'
import { createPrometheusClient } from './client'

describeUpstreamContract({
  source: 'prometheus',
  title: 'Prometheus client, query',
  ask: (config, signal) => createPrometheusClient(config).query('up', { signal }),
})

describeUpstreamContract({
  source: 'prometheus',
  title: 'Prometheus client, rules',
  ask: (config, signal) => createPrometheusClient(config).rules({ signal }),
})

describe('Prometheus client', () => {
  let server: TestServer
  let status = 200
  let body: unknown
  /** So many requests are cut off without an answer. */
  let cuts = 0
  let asked: { method?: string; url?: string; headers: Record<string, unknown>; body: string }

  beforeAll(async () => {
    server = await startServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      if (cuts > 0) {
        cuts -= 1
        request.socket.destroy()
        return
      }
      asked = { method: request.method, url: request.url, headers: request.headers, body: text }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  afterAll(() => server.close())

  const client = (extra: object = {}) =>
    createPrometheusClient({ url: server.url, region: 'west', timeoutMs: 2000, maxResponseBytes: 1e6, ...extra })
  const answer = (data: unknown, extra: object = {}) => {
    status = 200
    body = { status: 'success', data, ...extra }
  }
  const vector = (values: string[]) => ({
    resultType: 'vector',
    result: values.map((value, at) => ({ metric: { pod: `p${at}` }, value: [1700000000.5, value] })),
  })

  it('keeps NaN and both infinities, which the driver would all turn into NaN', async () => {
    answer(vector(['NaN', '+Inf', '-Inf', '1.5e-7', '0']))
    const { series } = await client().query('x')
    expect(series.map(({ value }) => value)).toEqual([Number.NaN, Infinity, -Infinity, 1.5e-7, 0])
    expect(series[0]).toEqual({ labels: { pod: 'p0' }, value: Number.NaN, timeSeconds: 1700000000.5 })
  })

  it('asks once more when a connection that it had kept is cut off, as after a restart; a new one tells how it is now', async () => {
    answer(vector(['1']))
    const kept = client()
    await kept.query('x')
    cuts = 1
    expect((await kept.query('x')).series).toHaveLength(1)
    expect(cuts).toBe(0)
    cuts = 2
    await expect(kept.query('x')).rejects.toMatchObject({ upstream: { kind: 'network' } })
    expect(cuts).toBe(0)
    cuts = 1
    await expect(client().query('x')).rejects.toMatchObject({ upstream: { kind: 'network' } })
    expect(cuts).toBe(0)
  })

  it('refuses a value that is no number instead of showing NaN', async () => {
    answer(vector(['12abc']))
    await expect(client().query('x')).rejects.toMatchObject({ upstream: { kind: 'parse' } })
  })

  it('lifts a scalar to one series without labels', async () => {
    answer({ resultType: 'scalar', result: [1700000000, '42'] })
    expect(await client().query('42')).toMatchObject({ series: [{ labels: {}, value: 42, timeSeconds: 1700000000 }] })
  })

  it('refuses a matrix where a vector was asked for', async () => {
    answer({ resultType: 'matrix', result: [] })
    await expect(client().query('up[5m]')).rejects.toMatchObject({ upstream: { kind: 'parse' } })
  })

  it('leaves native histograms out and says so', async () => {
    const histogram = { metric: {}, histogram: [1700000000, { count: '1', sum: '1', buckets: [] }] }
    answer({ resultType: 'vector', result: [...vector(['1']).result, histogram] })
    const { series, warnings } = await client().query('x')
    expect(series).toHaveLength(1)
    expect(warnings).toEqual([expect.stringMatching(/histograms/)])
  })

  it('hands on warnings and the infos of Prometheus 3', async () => {
    answer(vector(['1']), { warnings: ['half the stores'], infos: ['looks like a counter'] })
    expect((await client().query('x')).warnings).toEqual(['half the stores', 'looks like a counter'])
  })

  it('sends the expression in the body, and no time of its own', async () => {
    answer(vector([]))
    await client().query('up{a="&=+ %"}')
    expect(asked.method).toBe('POST')
    expect(asked.url).toBe('/api/v1/query')
    expect(Object.fromEntries(new URLSearchParams(asked.body))).toEqual({ query: 'up{a="&=+ %"}' })
    await client().query('up', { timeSeconds: 1700000000.25 })
    expect(new URLSearchParams(asked.body).get('time')).toBe('1700000000.25')
  })

  it('sends a range in seconds', async () => {
    answer({
      resultType: 'matrix',
      result: [
        {
          metric: { a: 'b' },
          values: [
            [10, '1'],
            [25, 'NaN'],
            [40, '+Inf'],
          ],
        },
      ],
    })
    const { series } = await client().queryRange('up', { startSeconds: 10, endSeconds: 40, stepSeconds: 15 })
    expect(series).toEqual([
      {
        labels: { a: 'b' },
        samples: [
          [10, 1],
          [25, Number.NaN],
          [40, Infinity],
        ],
      },
    ])
    const sent = Object.fromEntries(new URLSearchParams(asked.body))
    expect(sent).toMatchObject({ query: 'up', start: '10', end: '40', step: '15' })
  })

  it("carries Prometheus's own words when it refuses an expression", async () => {
    status = 422
    body = { status: 'error', errorType: 'execution', error: 'found duplicate series for the match group' }
    await expect(client().query('a * b')).rejects.toMatchObject({
      message: 'Prometheus of region west answered with status 422: found duplicate series for the match group',
      upstream: { kind: 'http', httpStatus: 422 },
    })
  })

  it('sends credentials and headers, and never shows them', async () => {
    answer({ version: '3.5.0' })
    const token = new Secret(() => 's3cret')
    const secured = client({ auth: { kind: 'bearer', token }, headers: { 'X-Scope-OrgID': 'voice' } })
    await secured.buildInfo()
    expect(asked.headers).toMatchObject({ authorization: 'Bearer s3cret', 'x-scope-orgid': 'voice' })
    status = 401
    const error = await secured.buildInfo().catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error)).not.toContain('s3cret')
  })

  it('turns a secret that cannot be read into a failure of the source, not of the console', async () => {
    const missing = client({ tlsCaFile: '/no/such/ca.pem' })
    await expect(missing.buildInfo()).rejects.toMatchObject({
      upstream: { source: 'prometheus', kind: 'network' },
      message: expect.stringContaining('/no/such/ca.pem'),
    })
  })

  it('asks for active targets only, which the driver does not manage', async () => {
    answer({ activeTargets: [] })
    await client().targets()
    expect(new URL(asked.url ?? '', server.url).searchParams.get('state')).toBe('active')
  })

  it('asks for label values among given series, and refuses what is no label', async () => {
    answer(['a', 'b'])
    expect(await client().labelValues('pod', { selectors: ['up', 'x{a="b"}'] })).toEqual(['a', 'b'])
    const url = new URL(asked.url ?? '', server.url)
    expect(url.pathname).toBe('/api/v1/label/pod/values')
    expect(url.searchParams.getAll('match[]')).toEqual(['up', 'x{a="b"}'])
    await expect(client().labelValues('a/../../admin')).rejects.toThrow(RangeError)
  })

  it('keeps a path prefix', async () => {
    answer({ version: '2.42.0' })
    await createPrometheusClient({
      url: `${server.url}/prom`,
      region: 'west',
      timeoutMs: 2000,
      maxResponseBytes: 1e6,
    }).buildInfo()
    expect(asked.url).toBe('/prom/api/v1/status/buildinfo')
  })
})
