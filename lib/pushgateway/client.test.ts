import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'
import { readRecording } from '@/lib/testing/recordings'
import { describeUpstreamContract } from '@/lib/testing/upstream-contract'
import { createPushgatewayClient } from './client'
import { toExposition } from './exposition'

const family = {
  name: 'Portal_HTTP_Status',
  help: 'HTTP status of the portal page',
  labelNames: ['instance'],
  samples: [
    { labels: { instance: 't2100' }, value: 200 },
    { labels: { instance: 'a"b\\c\nd' }, value: 0 },
  ],
}

describeUpstreamContract({
  source: 'pushgateway',
  title: 'Pushgateway client, version',
  ask: (config, signal) => createPushgatewayClient(config).version({ signal }),
})

describeUpstreamContract({
  source: 'pushgateway',
  title: 'Pushgateway client, push',
  ask: (config, signal) => createPushgatewayClient(config).push('portal', [family], { signal }),
  // Nobody reads what comes back of a push, so its form does not matter.
  except: ['sends a web page', 'sends half a JSON', 'sends another shape'],
})

describe('toExposition', () => {
  it('writes type, help and escaped labels', async () => {
    expect(await toExposition([family])).toBe(
      [
        '# HELP Portal_HTTP_Status HTTP status of the portal page',
        '# TYPE Portal_HTTP_Status gauge',
        'Portal_HTTP_Status{instance="t2100"} 200',
        'Portal_HTTP_Status{instance="a\\"b\\\\c\\nd"} 0',
        '',
      ].join('\n'),
    )
  })

  it('refuses names that are none', async () => {
    await expect(toExposition([{ ...family, name: 'a b' }])).rejects.toThrow()
  })
})

describe('Pushgateway client', () => {
  let server: TestServer
  let asked: { method?: string; url?: string; type?: string; body: string }
  let answer: { status: number; body: unknown }

  beforeAll(async () => {
    server = await startServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      asked = { method: request.method, url: request.url, type: request.headers['content-type'], body }
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  afterAll(() => server.close())

  const client = () =>
    createPushgatewayClient({ url: server.url, region: 'west', timeoutMs: 2000, maxResponseBytes: 1e6 })

  it('pushes everything in one PUT', async () => {
    answer = { status: 200, body: '' }
    await client().push('portal', [family])
    expect(asked).toMatchObject({ method: 'PUT', url: '/metrics/job/portal', body: await toExposition([family]) })
    expect(asked.type).toMatch(/^text\/plain; version=0\.0\.4/)
  })

  it.each([
    ['a b', '/metrics/job/a%20b'],
    ['a/b', '/metrics/job@base64/YS9i'],
  ])('sends the job %j as %s', async (job, path) => {
    answer = { status: 200, body: '' }
    await client().push(job, [family])
    expect(asked.url).toBe(path)
  })

  it('tells the version', async () => {
    answer = readRecording('pushgateway/status')
    expect(await client().version()).toBe('1.5.1')
  })
})
