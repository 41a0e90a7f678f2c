import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@/lib/testing/hostile-server'
import { readRecording } from '@/lib/testing/recordings'
import { describeUpstreamContract } from '@/lib/testing/upstream-contract'
import { toPod } from './adapter'
import { createKubernetesClient, isExpired } from './client'
import type { RawWatchEvent, WatchOptions } from './watch'

const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let written = 0
function kubeconfig(server: string, context = 'test'): string {
  written += 1
  const path = join(folder, `config-${written}`)
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: 's3cret' } }],
    contexts: [{ name: context, context: { cluster: 'c', user: 'u' } }],
    'current-context': context,
  }
  writeFileSync(path, JSON.stringify(document))
  return path
}

type Limits = { timeoutMs: number; maxResponseBytes: number; region: string }
const clientOf = (url: string, limits: Limits) =>
  createKubernetesClient({ ...limits, kubeconfigFile: kubeconfig(url), inCluster: false, namespaces: ['voice'] })

describeUpstreamContract({
  source: 'kubernetes',
  title: 'Kubernetes client, version',
  ask: ({ url, ...limits }, signal) => clientOf(url, limits).version({ signal }),
})

describeUpstreamContract({
  source: 'kubernetes',
  title: 'Kubernetes client, list',
  ask: ({ url, ...limits }, signal) =>
    clientOf(url, limits).list('list-pods', '/api/v1/namespaces/voice/pods', toPod, { signal }),
})

describe('Kubernetes client', () => {
  let server: TestServer
  let answer: (request: IncomingMessage, response: ServerResponse) => void
  const controllers: AbortController[] = []
  const limits: Limits = { timeoutMs: 2000, maxResponseBytes: 1e6, region: 'west' }
  const path = '/api/v1/namespaces/voice/pods'

  beforeAll(async () => {
    server = await startServer((request, response) => answer(request, response))
  })
  afterAll(() => server.close())
  afterEach(() => {
    for (const controller of controllers.splice(0)) controller.abort()
  })

  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const play = (name: string) => (_request: unknown, response: ServerResponse) => {
    const { status, body } = readRecording(`kubernetes/${name}`)
    json(response, status, body)
  }

  it('sends its token, and tells the version', async () => {
    let authorization: string | undefined
    answer = (request, response) => {
      authorization = request.headers.authorization
      play('version')(request, response)
    }
    expect(await clientOf(server.url, limits).version()).toMatch(/^1\.36 \(v0\.0\.0-master/)
    expect(authorization).toBe('Bearer s3cret')
  })

  it('reads all pages of a list', async () => {
    // The second recorded page is not the last of its list; it is here.
    const last = readRecording('kubernetes/list-pods-page-2')
    const body = last.body as { metadata: { continue?: string; resourceVersion: string }; items: unknown[] }
    answer = (request, response) => {
      if (!request.url?.includes('continue=')) play('list-pods-page-1')(request, response)
      else json(response, 200, { ...body, metadata: { resourceVersion: body.metadata.resourceVersion } })
    }
    const before = server.requests.length
    const { items, resourceVersion } = await clientOf(server.url, limits).list('list-pods', path, toPod)
    expect(items).toHaveLength(8 + body.items.length)
    expect(resourceVersion).toBe('736')
    const asked = server.requests.slice(before)
    expect(asked).toHaveLength(2)
    expect(asked[0]).toContain('limit=500')
    expect(asked[1]).toContain('continue=')
  })

  it('reads a list again from its start when a page expired', async () => {
    let expired = 0
    answer = (request, response) => {
      if (!request.url?.includes('continue=')) {
        const page = expired === 0 ? 'list-pods-page-1' : 'list-pods'
        return play(page)(request, response)
      }
      expired += 1
      play('error-410-expired-continue')(request, response)
    }
    const { items } = await clientOf(server.url, limits).list('list-pods', path, toPod)
    expect(expired).toBe(1)
    expect(items).toHaveLength(22)
  })

  it('gives a list up that expires again and again', async () => {
    answer = (request, response) =>
      play(request.url?.includes('continue=') ? 'error-410-expired-continue' : 'list-pods-page-1')(request, response)
    const error = await clientOf(server.url, limits)
      .list('list-pods', path, toPod)
      .catch((thrown: unknown) => thrown)
    expect(isExpired(error)).toBe(true)
  })

  it.each([
    ['error-401-bad-token', 401, /credentials \(401\)/],
    ['error-403-forbidden', 403, /secrets is forbidden: User "console" cannot list resource "secrets"/],
    ['error-404-pod', 404, /not found/],
    ['error-410-gone-list', 410, /too old/],
  ])('names %s', async (recording, httpStatus, says) => {
    answer = play(recording)
    await expect(clientOf(server.url, limits).list('list-pods', path, toPod)).rejects.toMatchObject({
      upstream: { source: 'kubernetes', kind: 'http', httpStatus },
      message: expect.stringMatching(says),
    })
  })

  it('reads an empty list, also one without items', async () => {
    answer = play('error-404-namespace-list-empty')
    expect((await clientOf(server.url, limits).list('list-pods', path, toPod)).items).toEqual([])
    answer = (_request, response) => json(response, 200, { metadata: { resourceVersion: '1' }, items: null })
    expect((await clientOf(server.url, limits).list('list-pods', path, toPod)).items).toEqual([])
  })

  it('refuses a list with an object that is no pod', async () => {
    answer = (_request, response) =>
      json(response, 200, { metadata: { resourceVersion: '1' }, items: [{ kind: 'Cat' }] })
    await expect(clientOf(server.url, limits).list('list-pods', path, toPod)).rejects.toMatchObject({
      upstream: { kind: 'parse' },
    })
  })

  it.each([
    ['a context that is not there', { context: 'nope' }, /no context nope/],
    ['a file that is not there', { kubeconfigFile: '/no/such/file' }, /\/no\/such\/file/],
  ])('turns %s into a failure of the source', async (_case, extra, says) => {
    const config = {
      ...limits,
      kubeconfigFile: kubeconfig(server.url),
      inCluster: false,
      namespaces: ['voice'],
      ...extra,
    }
    await expect(createKubernetesClient(config).version()).rejects.toMatchObject({
      upstream: { source: 'kubernetes', region: 'west', kind: 'network' },
      message: expect.stringMatching(says),
    })
  })

  describe('watch', () => {
    const frame = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`
    const start = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' })

    async function follow(options: Partial<WatchOptions> = {}): Promise<RawWatchEvent[]> {
      const controller = new AbortController()
      controllers.push(controller)
      const events: RawWatchEvent[] = []
      const all = { resourceVersion: '5', timeoutSeconds: 60, silenceMs: 5000, signal: controller.signal, ...options }
      for await (const batch of clientOf(server.url, limits).watch('watch-pods', path, all)) events.push(...batch)
      return events
    }

    it('asks for bookmarks from its version on, and ends when the server ends it', async () => {
      answer = (_request, response) => {
        start(response)
        response.write(frame('ADDED', { a: 1 }))
        response.end(frame('BOOKMARK', { metadata: { resourceVersion: '9' } }))
      }
      const events = await follow()
      expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK'])
      const url = new URL(server.requests.at(-1)?.split(' ')[1] ?? '', server.url)
      expect(Object.fromEntries(url.searchParams)).toEqual({
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: '5',
        timeoutSeconds: '60',
      })
    })

    it('throws 410 when its version is too old, said as an event or as a status', async () => {
      answer = (_request, response) => {
        start(response)
        response.end(
          frame('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }),
        )
      }
      expect(isExpired(await follow().catch((error: unknown) => error))).toBe(true)
      answer = play('error-410-gone-list')
      expect(isExpired(await follow().catch((error: unknown) => error))).toBe(true)
    })

    it('notices a connection that is open and silent', async () => {
      answer = (_request, response) => {
        start(response)
        response.write(frame('ADDED', {}))
      }
      const error = await follow({ silenceMs: 60 }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ upstream: { kind: 'timeout' } })
    })

    it('notices a server that takes the connection and never answers', async () => {
      answer = () => {}
      const error = await follow().catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ upstream: { kind: 'timeout' } })
    })

    it('is not silent while bytes come, even without a whole line', async () => {
      answer = (_request, response) => {
        start(response)
        let sent = 0
        const timer = setInterval(() => {
          sent += 1
          response.write(sent < 12 ? ' ' : frame('ADDED', {}))
          if (sent === 12) {
            clearInterval(timer)
            response.end()
          }
        }, 80)
      }
      expect(await follow({ silenceMs: 600 })).toHaveLength(1)
    })

    it('names a connection that breaks', async () => {
      answer = (_request, response) => {
        start(response)
        response.write(frame('ADDED', {}), () => response.destroy())
      }
      const error = await follow().catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ upstream: { kind: 'network' } })
    })

    it('refuses lines that are no events', async () => {
      answer = (_request, response) => {
        start(response)
        response.end('<html>\n')
      }
      expect(await follow().catch((thrown: unknown) => thrown)).toMatchObject({ upstream: { kind: 'parse' } })
    })

    it('ends with its caller, whose reason it hands back', async () => {
      answer = (_request, response) => {
        start(response)
        response.write(frame('ADDED', {}))
      }
      const controller = new AbortController()
      const reason = new Error('nobody looks')
      const following = follow({ signal: controller.signal })
      setTimeout(() => controller.abort(reason), 50)
      await expect(following).rejects.toBe(reason)
    })
  })
})
