import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { resourceDefinition } from './resources'
import { FrameCache } from './serialize'
import type { StoreEvent } from './store'
import { type OpenWatch, openWatch, type RunningApi, request, startApi } from './test-server'

const tokens = [{ token: 'operator', user: 'admin', allow: () => true }]
const path = '/api/v1/namespaces/voice/pods?watch=true'

let api: RunningApi

beforeEach(async () => {
  api = await startApi({
    tokens,
    now: () => new Date('2026-11-20T18:26:33Z'),
    bookmarkIntervalMs: 10_000,
    maxPendingEvents: 500,
  })
})

afterEach(async () => {
  vi.useRealTimers()
  await api.close()
})

const pod = (name: string, { app = 'web', phase = 'Running', namespace = 'voice', note = '' } = {}) => ({
  metadata: { name, namespace, labels: { app }, annotations: { note } },
  spec: { nodeName: 'node-1' },
  status: { phase },
})

const relabel = (name: string, app: string) =>
  api.store.modify('pods', 'voice', name, (draft) => void Object.assign(draft.metadata, { labels: { app } }))

const told = ({ frames }: OpenWatch) =>
  frames.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}@${object.metadata.resourceVersion}`)

describe('selection', () => {
  it('adds what comes into a label selector and deletes what leaves it, as it last was inside', async () => {
    api.store.create('pods', pod('a'))
    const watch = await openWatch(api.url, `${path}&resourceVersion=1&labelSelector=app%3Dweb`, 'operator')
    relabel('a', 'db')
    relabel('a', 'other')
    relabel('a', 'web')
    api.store.delete('pods', 'voice', 'a', { gracePeriodSeconds: 0 })
    await watch.waitFor(3)
    expect(told(watch)).toEqual(['DELETED a@2', 'ADDED a@4', 'DELETED a@5'])
    expect(watch.frames[0]?.object.metadata.labels).toEqual({ app: 'web' })
  })

  it('keeps to its namespace, its fields, its resource', async () => {
    const watch = await openWatch(api.url, `${path}&fieldSelector=status.phase%3DFailed`, 'operator')
    const everywhere = await openWatch(api.url, '/api/v1/pods?watch=1', 'operator')
    const one = await openWatch(api.url, '/api/v1/namespaces/voice/pods/b?watch=true', 'operator')
    api.store.create('pods', pod('a', { namespace: 'voice-2', phase: 'Failed' }))
    api.store.create('pods', pod('b', { phase: 'Failed' }))
    api.store.create('pods', pod('c'))
    api.store.create('services', pod('b', { phase: 'Failed' }))
    await everywhere.waitFor(3)
    expect(told(everywhere)).toEqual(['ADDED a@1', 'ADDED b@2', 'ADDED c@3'])
    await Promise.all([watch.waitFor(1), one.waitFor(1)])
    expect(told(watch)).toEqual(['ADDED b@2'])
    expect(told(one)).toEqual(['ADDED b@2'])
  })

  it('shows metadata only, bookmarks included, when asked', async () => {
    api.store.create('secrets', { metadata: { name: 's', namespace: 'voice' }, data: { password: 'aGlkZGVu' } })
    const query = 'watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    const watch = await openWatch(api.url, `/api/v1/namespaces/voice/secrets?${query}`, 'operator', accept)
    api.store.modify('secrets', 'voice', 's', (draft) => void Object.assign(draft, { data: { password: 'bmV3' } }))
    await watch.waitFor(3)
    expect(watch.frames.map(({ type, object }) => [type, object.kind, Object.keys(object)])).toEqual(
      ['ADDED', 'BOOKMARK', 'MODIFIED'].map((type) => [
        type,
        'PartialObjectMetadata',
        ['kind', 'apiVersion', 'metadata'],
      ]),
    )
  })
})

describe('where a watch starts', () => {
  it.each(['', '&resourceVersion=0'])('shows the present state first for "%s"', async (version) => {
    for (const name of ['b', 'a']) api.store.create('pods', pod(name))
    const watch = await openWatch(api.url, path + version, 'operator')
    api.store.create('pods', pod('c'))
    await watch.waitFor(3)
    expect(told(watch)).toEqual(['ADDED a@2', 'ADDED b@1', 'ADDED c@3'])
  })

  it('marks the end of the first state only for clients that know bookmarks', async () => {
    api.store.create('pods', pod('a'))
    const query = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan'
    const watch = await openWatch(api.url, path + query, 'operator')
    const bookmarking = await openWatch(api.url, `${path}${query}&allowWatchBookmarks=true`, 'operator')
    api.store.create('pods', pod('b'))
    await Promise.all([watch.waitFor(2), bookmarking.waitFor(3)])
    expect(told(watch)).toEqual(['ADDED a@1', 'ADDED b@2'])
    expect(told(bookmarking)).toEqual(['ADDED a@1', 'BOOKMARK @1', 'ADDED b@2'])
  })

  it('carries on from a version without a gap or a repeat', async () => {
    for (const name of ['a', 'b', 'c']) api.store.create('pods', pod(name))
    const watch = await openWatch(api.url, `${path}&resourceVersion=1`, 'operator')
    api.store.create('pods', pod('d'))
    await watch.waitFor(3)
    expect(told(watch)).toEqual(['ADDED b@2', 'ADDED c@3', 'ADDED d@4'])
  })

  it('waits for a version of the future', async () => {
    const watch = await openWatch(api.url, `${path}&resourceVersion=2`, 'operator')
    for (const name of ['a', 'b', 'c']) api.store.create('pods', pod(name))
    await watch.waitFor(1)
    expect(told(watch)).toEqual(['ADDED c@3'])
  })

  it.each([
    ['&resourceVersion=x', 400],
    ['&labelSelector=((', 400],
    ['&fieldSelector=spec.nope%3D1', 400],
    ['&resourceVersionMatch=NotOlderThan&resourceVersion=1', 422],
    ['&sendInitialEvents=true', 422],
    ['&timeoutSeconds=x', 400],
  ])('refuses %s with %i before it streams', async (query, status) => {
    const answer = await request(api.url, { path: path + query, headers: { Authorization: 'Bearer operator' } })
    expect(answer.status).toBe(status)
    expect(api.api.watchCount).toBe(0)
  })
})

describe('time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })

  it('sends bookmarks at the interval, at the version of the whole store', async () => {
    const watch = await openWatch(api.url, `${path}&allowWatchBookmarks=true`, 'operator')
    api.store.create('services', pod('elsewhere'))
    vi.advanceTimersByTime(10_000)
    await watch.waitFor(1)
    api.store.create('services', pod('again'))
    vi.advanceTimersByTime(10_000)
    await watch.waitFor(2)
    expect(told(watch)).toEqual(['BOOKMARK @1', 'BOOKMARK @2'])
  })

  it('sends none unasked, and ends at its deadline', async () => {
    const watch = await openWatch(api.url, `${path}&timeoutSeconds=30`, 'operator')
    api.store.create('pods', pod('a'))
    vi.advanceTimersByTime(29_999)
    expect(api.api.watchCount).toBe(1)
    vi.advanceTimersByTime(1)
    await watch.ended
    expect(told(watch)).toEqual(['ADDED a@1'])
    expect(api.api.watchCount).toBe(0)
  })
})

describe('many clients', () => {
  it('tells all the same, in order', async () => {
    const watches = await Promise.all(Array.from({ length: 100 }, () => openWatch(api.url, path, 'operator')))
    for (let index = 0; index < 200; index += 1) api.store.create('pods', pod(`p-${index}`))
    await Promise.all(watches.map((watch) => watch.waitFor(200)))
    const expected = Array.from({ length: 200 }, (_, index) => `ADDED p-${index}@${index + 1}`)
    for (const watch of watches) expect(told(watch)).toEqual(expected)
    for (const watch of watches) watch.response.destroy()
    await vi.waitFor(() => expect(api.api.watchCount).toBe(0))
  })

  it('makes the bytes of a change once', () => {
    const definition = resourceDefinition('pods')
    const events: StoreEvent[] = []
    api.store.subscribe((event) => events.push(event))
    for (const name of ['a', 'b']) api.store.create('pods', pod(name))
    const [first, second] = events
    if (!first || !second) throw new Error('two changes expected')
    const cache = new FrameCache()
    const frame = cache.frame(definition, first, 'ADDED', 'full')
    expect(cache.frame(definition, first, 'ADDED', 'full')).toBe(frame)
    expect(cache.frame(definition, first, 'ADDED', 'metadata')).not.toBe(frame)
    expect(cache.frame(definition, second, 'ADDED', 'full')).not.toBe(frame)
  })

  it('cuts off a client that does not read, and serves the others on', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1')
    socket.pause()
    socket.write(`GET ${path} HTTP/1.1\r\nHost: lab\r\nAuthorization: Bearer operator\r\n\r\n`)
    await vi.waitFor(() => expect(api.api.watchCount).toBe(1))
    const reader = await openWatch(api.url, path, 'operator')
    const note = 'x'.repeat(50_000)
    // More than the sockets' own buffers hold, then more than the queue may.
    for (let index = 1; index <= 1500; index += 1) {
      api.store.create('pods', pod(`p-${index}`, { note }))
      if (index % 50 === 0) await reader.waitFor(index)
    }
    await vi.waitFor(() => expect(api.api.watchCount).toBe(1))
    expect(reader.frames).toHaveLength(1500)
    socket.resume()
    await once(socket, 'close')
  })

  it('streams a first state larger than the queue may be', async () => {
    for (let index = 0; index < 2000; index += 1) api.store.create('pods', pod(`p-${index}`))
    const watch = await openWatch(api.url, path, 'operator')
    await watch.waitFor(2000)
    expect(new Set(told(watch)).size).toBe(2000)
  })
})
