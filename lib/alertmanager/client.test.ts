import { afterEach, describe, expect, it } from 'vitest'
import { refusingUrl, startServer, type TestServer } from '@/lib/testing/hostile-server'
import { readRecording } from '@/lib/testing/recordings'
import { describeUpstreamContract } from '@/lib/testing/upstream-contract'
import { createAlertmanagerClient } from './client'

const single = ({ url, ...config }: { url: string; timeoutMs: number; maxResponseBytes: number; region: string }) =>
  createAlertmanagerClient({ ...config, replicas: [{ url }] })

describeUpstreamContract({
  source: 'alertmanager',
  title: 'Alertmanager client',
  ask: (config, signal) => single(config).alerts({ signal }),
})

describe('Alertmanager client', () => {
  const servers: TestServer[] = []
  const limits = { timeoutMs: 2000, maxResponseBytes: 1e6, region: 'west' }

  async function serve(body: unknown, status = 200): Promise<string> {
    const server = await startServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    servers.push(server)
    return server.url
  }

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
  })

  it('reads recorded alerts of 0.25, silenced ones included', async () => {
    const url = await serve(readRecording('alertmanager/alerts').body)
    const { value, failures } = await single({ url, ...limits }).alerts()
    expect(failures).toEqual([])
    const states = Object.fromEntries(value.map(({ labels, status }) => [labels.alertname, status.state]))
    expect(states).toMatchObject({ AlwaysOn: 'suppressed', Broken: 'active' })
    for (const alert of value) expect(alert.status.mutedBy).toEqual([])
  })

  it('reads the newer form with mutedBy and fields it does not know', async () => {
    const [alert] = readRecording('alertmanager/alerts').body as { status: object }[]
    const url = await serve([{ ...alert, status: { ...alert?.status, mutedBy: ['nights'] }, brandNew: true }])
    const { value } = await single({ url, ...limits }).alerts()
    expect(value[0]?.status.mutedBy).toEqual(['nights'])
  })

  it('tells versions', async () => {
    const url = await serve(readRecording('alertmanager/status').body)
    const { value } = await single({ url, ...limits }).status()
    expect(value[0]?.versionInfo.version).toBe('0.25.0')
  })

  it('goes on with the replicas that answer, and says which failures there were', async () => {
    const up = await serve(readRecording('alertmanager/alerts').body)
    const broken = await serve({}, 503)
    const replicas = [{ url: await refusingUrl() }, { url: up }, { url: broken }]
    const { value, failures } = await createAlertmanagerClient({ ...limits, replicas }).alerts()
    expect(value.length).toBeGreaterThan(0)
    expect(failures.map(({ upstream }) => [upstream?.kind, upstream?.httpStatus])).toEqual([
      ['network', undefined],
      ['http', 503],
    ])
  })

  it('fails with the first failure when none answers', async () => {
    const replicas = [{ url: await refusingUrl() }, { url: await serve({}, 503) }]
    await expect(createAlertmanagerClient({ ...limits, replicas }).alerts()).rejects.toMatchObject({
      upstream: { kind: 'network', source: 'alertmanager' },
    })
  })
})
