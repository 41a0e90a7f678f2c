import { beforeEach, describe, expect, it, vi } from 'vitest'
import { catalogueDocument } from '@/lib/catalogue/catalogue-document'

const session = vi.hoisted(() => ({ actor: null as unknown }))
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => session.actor }))
vi.mock('@/lib/log/log', () => ({ log: () => ({ info: () => {}, error: () => {}, warn: () => {} }) }))

const { GET } = await import('./route')

const ask = (headers: Record<string, string> = {}) =>
  GET(new Request('http://console/api/catalogue', { headers }), { params: Promise.resolve(undefined) })

describe('GET /api/catalogue', () => {
  beforeEach(() => {
    session.actor = { kind: 'user', id: 'u1', name: 'Ada', email: 'a@b.c', roles: ['viewer'] }
  })

  it('is what npm run catalogue prints', async () => {
    const response = await ask()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual(catalogueDocument())
  })

  it('is sent once to whom keeps it, and asked about before each use', async () => {
    const first = await ask()
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{27}"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const second = await ask({ 'if-none-match': etag })
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
    expect((await ask({ 'if-none-match': '"of-an-older-release"' })).status).toBe(200)
  })

  it('needs a session', async () => {
    session.actor = null
    const response = await ask({ 'if-none-match': '*' })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' })
  })
})
