import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SourceTracker } from '@/lib/live/source'
import { refusingUrl, startServer, type TestServer } from '@/lib/testing/hostile-server'
import { readRecording } from '@/lib/testing/recordings'
import { sourceDetailSchema } from '../schema'

const recordingByPath: Readonly<Record<string, string>> = {
  '/api/v1/status/buildinfo': 'prometheus/build-info',
  '/api/v2/status': 'alertmanager/status',
  '/api/v1/status': 'pushgateway/status',
  '/version': 'kubernetes/version',
}

/** Two regions by file: one whose sources answer as recorded, one of which nothing answers or is configured. */
describe('probeSources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'))
  let server: TestServer
  let isBroken = false

  beforeAll(async () => {
    server = await startServer((request, response) => {
      const recording = recordingByPath[request.url ?? '']
      if (isBroken || !recording) return response.writeHead(503).end()
      const { status, body } = readRecording(recording)
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    const gone = await refusingUrl()
    const kubeconfig = {
      clusters: [{ name: 'c', cluster: { server: server.url } }],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [{ name: 'voice-west', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'voice-west',
    }
    writeFileSync(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig))
    const regions = [
      {
        id: 'west',
        name: 'West',
        prometheus: { url: server.url },
        alertmanager: { urls: [server.url, gone] },
        pushgateway: { url: server.url },
        kubernetes: { kubeconfig: join(folder, 'kubeconfig'), context: 'voice-west', namespaces: ['voice'] },
      },
      { id: 'east', prometheus: { url: gone } },
    ]
    writeFileSync(join(folder, 'regions.yaml'), JSON.stringify({ regions }))
    vi.stubEnv('REGIONS_FILE', join(folder, 'regions.yaml'))
    vi.stubEnv('DATABASE_URL', `${gone.replace('http', 'postgresql')}/x`)
    vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(40))
    vi.stubEnv('LOG_LEVEL', 'silent')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('asks each source once, and tells version, address, state and failure of each', async () => {
    const { probeSources } = await import('./probe-sources')
    const { regions } = await import('@/lib/env/regions')
    const tracker = new SourceTracker()
    const before = server.requests.length
    const rows = await probeSources(regions(), tracker, new AbortController().signal)
    expect(server.requests.length - before).toBe(4)
    for (const row of rows) expect(sourceDetailSchema.safeParse(row).error).toBeUndefined()
    const byId = Object.fromEntries(rows.map((row) => [row.id, row]))
    expect(byId['west/prometheus']).toMatchObject({ status: 'ok', version: '2.42.0+ds', regionName: 'West' })
    expect(byId['west/alertmanager']).toMatchObject({
      status: 'degraded',
      version: '0.25.0',
      error: { kind: 'network' },
    })
    expect(byId['west/pushgateway']).toMatchObject({ status: 'ok', version: '1.5.1' })
    expect(byId['west/kubernetes']).toMatchObject({ status: 'ok', address: 'voice-west' })
    expect(byId['east/prometheus']).toMatchObject({ status: 'failing', version: null, configured: true })
    expect(byId['east/kubernetes']).toMatchObject({ status: 'paused', configured: false, address: null })
    expect(byId['console/postgresql']).toMatchObject({
      status: 'failing',
      error: { kind: 'network' },
      configured: true,
    })

    isBroken = true
    const later = await probeSources(regions(), tracker, new AbortController().signal)
    const west = later.find(({ id }) => id === 'west/prometheus')
    expect(west).toMatchObject({ status: 'stale', version: '2.42.0+ds', error: { kind: 'http', httpStatus: 503 } })

    isBroken = false
    const last = await probeSources(regions(), tracker, new AbortController().signal)
    const back = last.find(({ id }) => id === 'west/prometheus')
    expect(back).toMatchObject({ status: 'ok', lastError: { kind: 'http', httpStatus: 503 } })
    expect(back?.error).toBeUndefined()
  })
})
