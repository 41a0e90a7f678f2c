import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'
import { readRecording } from '@/lib/testing/recordings'
import { createPrometheusClient } from './client'

/** Answers of a real Prometheus 2.42, played back to the client. */
describe('Prometheus client with recorded answers', () => {
  let server: TestServer
  let name = ''

  beforeAll(async () => {
    server = await startServer((_request, response) => {
      const { status, contentType, body } = readRecording(`prometheus/${name}`)
      response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body))
    })
  })
  afterAll(() => server.close())

  const play = (recording: string) => {
    name = recording
    return createPrometheusClient({ url: server.url, region: 'west', timeoutMs: 2000, maxResponseBytes: 1e6 })
  }

  it('reads a vector', async () => {
    const { series, warnings } = await play('query-vector').query('up')
    expect(series.map(({ labels, value }) => [labels.job, value])).toEqual([
      ['prometheus', 1],
      ['pushgateway', 1],
    ])
    expect(warnings).toEqual([])
  })

  it('reads values that are not finite', async () => {
    const { series } = await play('query-not-finite').query('x')
    const byLabel = Object.fromEntries(series.map(({ labels, value }) => [labels.a, value]))
    expect(byLabel).toEqual({ inf: Infinity, '-inf': -Infinity, nan: Number.NaN })
  })

  it('reads an empty answer as no series, which is no failure', async () => {
    expect((await play('query-empty').query('x')).series).toEqual([])
  })

  it('evaluates scalars, strings and matrices for the explorer', async () => {
    expect(await play('query-scalar').evaluate('x')).toMatchObject({ kind: 'scalar', value: -Infinity })
    expect(await play('query-string').evaluate('x')).toMatchObject({ kind: 'string', text: 'text' })
    const matrix = await play('query-matrix').evaluate('x')
    if (matrix.kind !== 'matrix') throw new Error('not a matrix')
    expect(matrix.series[0]?.samples.length).toBeGreaterThan(1)
  })

  it('reads a range', async () => {
    const { series } = await play('query-range').queryRange('up', { startSeconds: 0, endSeconds: 20, stepSeconds: 5 })
    expect(series).toHaveLength(2)
    for (const { samples } of series) expect(samples.every(([, value]) => value === 1)).toBe(true)
  })

  it.each([
    ['error-400-parse', 400, /parse error/],
    ['error-422-execution', 422, /many-to-many|duplicate series|multiple matches/],
    ['error-400-too-many-points', 400, /11,000 points/],
  ])('carries the reason of %s', async (recording, httpStatus, says) => {
    const error = await play(recording)
      .query('x')
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ upstream: { kind: 'http', httpStatus }, message: expect.stringMatching(says) })
  })

  it('reads rules: recording, firing and failing', async () => {
    const [group] = await play('rules').rules()
    const [recording, firing, broken] = group?.rules ?? []
    expect(recording).toMatchObject({ type: 'recording', name: 'up:sum', health: 'ok' })
    expect(firing).toMatchObject({ type: 'alerting', state: 'firing', annotations: { summary: 'always' } })
    expect(firing?.type === 'alerting' && firing.alerts?.[0]).toMatchObject({ state: 'firing', value: '1e+00' })
    expect(broken).toMatchObject({ type: 'alerting', name: 'Broken' })
  })

  it('reads targets, metadata, label values and the version', async () => {
    expect((await play('targets').targets()).map(({ health }) => health)).toEqual(['up', 'up'])
    expect(await play('metadata').metadata()).toHaveProperty('go_goroutines')
    expect(await play('label-values').labelValues('job')).toEqual(['port/al', 'portal', 'prometheus', 'pushgateway'])
    expect((await play('build-info').buildInfo()).version).toBe('2.42.0+ds')
  })
})
