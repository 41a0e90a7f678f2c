import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/model'
import { AppError } from '@/lib/errors'
import { textStream } from './text-stream'
import { networkFailure } from './upstream-failure'

const session = vi.hoisted(() => ({ actor: null as unknown }))
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => session.actor }))
vi.mock('@/lib/log/log', () => ({ log: () => ({ info: () => {}, error: () => {}, warn: () => {} }) }))

const { handler, requestIdOf, routePattern } = await import('./handler')
const { metrics } = await import('@/lib/metrics/registry')

const viewer: Extract<Actor, { kind: 'user' }> = {
  kind: 'user',
  id: 'u1',
  name: 'Ada',
  email: 'a@b.c',
  roles: ['viewer'],
}
const context = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) })
const get = (path: string, headers: Record<string, string> = {}) => new Request(`http://console${path}`, { headers })

describe('handler', () => {
  beforeEach(() => {
    session.actor = viewer
  })

  it('answers with what the verb returns, and never lets it be kept', async () => {
    const GET = handler({ permission: 'console:read' }, async ({ actor }) => ({ hello: actor.name }))
    const response = await GET(get('/api/x', { 'x-request-id': 'given-request-id' }), context())
    expect(await response.json()).toEqual({ hello: 'Ada' })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-request-id')).toBe('given-request-id')
  })

  it('needs a session, and a role that may', async () => {
    let ran = false
    const GET = handler({ permission: 'tenants:write' }, async () => {
      ran = true
    })
    expect((await GET(get('/api/x'), context())).status).toBe(403)
    session.actor = null
    const response = await GET(get('/api/x'), context())
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', action: 'Sign in again.' })
    expect(ran).toBe(false)
  })

  it('parses params, query and body, and names the field that is wrong', async () => {
    const POST = handler(
      {
        permission: 'console:read',
        params: z.object({ id: z.string() }),
        query: z.object({ page: z.coerce.number(), tag: z.array(z.string()) }),
        body: z.object({ name: z.string().min(2) }),
      },
      async ({ params, query, body }) => ({ params, query, body }),
    )
    const post = (body: string, search = '?page=2&tag=a&tag=b') =>
      new Request(`http://console/api/x/7${search}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
    const good = await POST(post('{"name":"Ada"}'), context({ id: '7' }))
    expect(await good.json()).toEqual({
      params: { id: '7' },
      query: { page: 2, tag: ['a', 'b'] },
      body: { name: 'Ada' },
    })
    const bad = await POST(post('{"name":""}'), context({ id: '7' }))
    expect(bad.status).toBe(400)
    expect(await bad.json()).toMatchObject({ code: 'invalid-input', fields: [{ path: 'name' }] })
    expect((await POST(post('{"name":"Ada"}', '?page=x&tag=a'), context({ id: '7' }))).status).toBe(400)
    expect((await POST(post(`{"name":"${'x'.repeat(300_000)}"}`), context({ id: '7' }))).status).toBe(413)
  })

  it('refuses a change that a page of another site asks for, whoever is signed in', async () => {
    let ran = false
    const POST = handler({ permission: 'console:read' }, async () => {
      ran = true
    })
    const headers = { origin: 'https://wiki.example', 'sec-fetch-site': 'same-site' }
    const response = await POST(new Request('http://console/api/x', { method: 'POST', headers }), context())
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('another site') })
    expect(ran).toBe(false)
  })

  it('answers failures as problems: those of sources by name, bugs without a word of them', async () => {
    const upstream = networkFailure({ source: 'prometheus', region: 'west' }, new Error('x'))
    const failing = (error: unknown) => handler({ permission: 'console:read' }, () => Promise.reject(error))
    const known = await failing(upstream)(get('/api/x'), context())
    expect(known.status).toBe(502)
    expect(known.headers.get('content-type')).toBe('application/problem+json')
    expect(await known.json()).toMatchObject({ upstream: { source: 'prometheus', region: 'west', kind: 'network' } })
    const unknown = await failing(new Error('hunter2'))(get('/api/x'), context())
    expect(unknown.status).toBe(500)
    expect(await unknown.text()).not.toContain('hunter2')
    expect((await failing(new AppError('not-found', 'No such tenant.'))(get('/api/x'), context())).status).toBe(404)
  })

  it('hands a response of the verb on as it is', async () => {
    const own = new Response('stream', { status: 201 })
    const GET = handler({ permission: 'console:read' }, async () => own)
    expect(await GET(get('/api/x'), context())).toBe(own)
  })

  describe('of a body that nobody will read', () => {
    async function streaming(request: Request) {
      let ended = false
      async function* parts() {
        try {
          yield 'a'
          yield 'b'
        } finally {
          ended = true
        }
      }
      const GET = handler({ permission: 'console:read' }, async () => {
        const headers = { etag: '"1"' }
        return new Response(await textStream(parts()), { status: 203, headers })
      })
      const response = await GET(request, context())
      return { response, isEnded: () => ended }
    }
    const asked = (method: string, signal?: AbortSignal) => new Request('http://console/api/x', { method, signal })

    it('lets go when only the headers are asked for', async () => {
      const { response, isEnded } = await streaming(asked('HEAD'))
      expect([response.status, response.headers.get('etag'), response.body]).toEqual([203, '"1"', null])
      await expect.poll(isEnded).toBe(true)
    })

    it('lets go when the browser went away before it was there, or before it was read', async () => {
      const gone = await streaming(asked('GET', AbortSignal.abort()))
      await expect.poll(gone.isEnded).toBe(true)
      const controller = new AbortController()
      const later = await streaming(asked('GET', controller.signal))
      expect(later.isEnded()).toBe(false)
      controller.abort()
      await expect.poll(later.isEnded).toBe(true)
    })

    it('leaves alone what is being read', async () => {
      const controller = new AbortController()
      const { response } = await streaming(asked('GET', controller.signal))
      const text = response.text()
      controller.abort()
      expect(await text).toBe('ab')
    })
  })

  it('counts requests by route, not by what is looked at', async () => {
    const GET = handler({ permission: 'console:read' }, async () => ({}))
    await GET(get('/api/counted/a%20b/pods'), context({ id: 'a b' }))
    await GET(get('/api/counted/other/pods'), context({ id: 'other' }))
    const { values } = await metrics().httpRequests.get()
    const counted = values.filter(({ labels }) => String(labels.route).startsWith('/api/counted'))
    expect(counted).toMatchObject([
      { labels: { method: 'GET', route: '/api/counted/[id]/pods', status: 200 }, value: 2 },
    ])
  })
})

describe('routePattern', () => {
  it('names parameters, also a rest of several steps, and survives a broken escape', () => {
    expect(routePattern('/api/a/b/c', { path: ['b', 'c'] })).toBe('/api/a/[path]/[path]')
    expect(routePattern('/api/%zz', {})).toBe('/api/%zz')
  })
})

describe('requestIdOf', () => {
  const posing = '01A1fa73-d073-71cf-bcbc-c38e6167fc29'
  it.each([
    'short',
    'with space in it',
    'x'.repeat(65),
    '<script>alert(1)</script>',
    posing,
    posing.replaceAll('-', ''),
  ])('does not take %j', (given) => {
    const id = requestIdOf(get('/', { 'x-request-id': given }))
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(id).not.toBe(given)
  })
})
