import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogLine, PodLogQuery } from './pod-log'
import { type RunningApi, request, startApi } from './test-server'

const now = new Date('2026-11-20T18:30:00Z')
const line = (secondsAgo: number, text: string): LogLine => ({
  time: new Date(now.getTime() - secondsAgo * 1000),
  text,
})
const lines = [line(300, 'five minutes'), line(60, 'one minute'), line(10, 'ten seconds'), line(1, 'now ✓')]

let api: RunningApi
let asked: PodLogQuery[]
let aborted: boolean

beforeEach(async () => {
  asked = []
  aborted = false
  api = await startApi({
    tokens: [{ token: 'operator', user: 'admin', allow: () => true }],
    now: () => now,
    hooks: {
      podLog: {
        read: (query) => {
          asked.push(query)
          return query.isPrevious ? [line(400, 'before the crash')] : lines
        },
        async *follow(_query, signal) {
          yield line(0, 'followed')
          await wait(60_000, undefined, { signal }).catch(() => {})
          aborted = signal.aborted
        },
      },
    },
  })
  const running = { state: { running: {} }, lastState: {} }
  const crashed = { state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } }
  const creating = { state: { waiting: { reason: 'ContainerCreating' } }, lastState: {} }
  createPod(
    'two',
    ['main', 'side'],
    [
      { name: 'main', ...running },
      { name: 'side', ...crashed },
    ],
  )
  createPod('one', ['main'], [{ name: 'main', ...running }])
  createPod('new', ['main'], [{ name: 'main', ...creating }])
  createPod('bare', ['main'], [])
})

afterEach(() => api.close())

function createPod(name: string, containers: string[], containerStatuses: object[]): void {
  const spec = { containers: containers.map((container) => ({ name: container })) }
  api.store.create('pods', { metadata: { name, namespace: 'voice' }, spec, status: { containerStatuses } })
}

const logPath = (pod: string, query: string) => `/api/v1/namespaces/voice/pods/${pod}/log?${query}`
const get = (pod: string, query = '') =>
  request(api.url, { path: logPath(pod, query), headers: { Authorization: 'Bearer operator' } })

describe('pod logs', () => {
  it.each([
    ['', ['five minutes', 'one minute', 'ten seconds', 'now ✓']],
    ['tailLines=2', ['ten seconds', 'now ✓']],
    ['tailLines=0', []],
    ['tailLines=99', ['five minutes', 'one minute', 'ten seconds', 'now ✓']],
    ['sinceSeconds=60', ['one minute', 'ten seconds', 'now ✓']],
    ['sinceSeconds=60&tailLines=1', ['now ✓']],
    ['sinceTime=2026-11-20T18:29:45Z', ['ten seconds', 'now ✓']],
  ])('cut by "%s"', async (query, expected) => {
    const { status, headers, text } = await get('one', query)
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text).toBe(expected.map((entry) => `${entry}\n`).join(''))
  })

  it('print timestamps and stop at a count of bytes', async () => {
    expect((await get('one', 'tailLines=1&timestamps=true')).text).toBe('2026-11-20T18:29:59.000000000Z now ✓\n')
    expect((await get('one', 'limitBytes=7')).text).toBe('five mi')
  })

  it('read the run before the last restart', async () => {
    expect((await get('two', 'container=side&previous=true')).text).toBe('before the crash\n')
    expect(asked[0]).toMatchObject({ container: 'side', isPrevious: true, pod: { metadata: { name: 'two' } } })
    expect((await get('two', 'container=side')).status).toBe(200)
  })

  it.each([
    ['two', '', 'a container name must be specified for pod two, choose one of: [main side]'],
    ['two', 'container=nope', 'container nope is not valid for pod two'],
    ['one', 'previous=true', 'previous terminated container "main" in pod "one" not found'],
    ['new', '', 'container "main" in pod "new" is waiting to start: ContainerCreating'],
    ['bare', '', 'container "main" in pod "bare" is not available'],
    [
      'one',
      'sinceSeconds=1&sinceTime=2026-11-20T18:29:45Z',
      'at most one of `sinceTime` or `sinceSeconds` may be specified',
    ],
    ['one', 'tailLines=-1', 'invalid syntax'],
    ['one', 'sinceTime=yesterday', 'parsing time'],
  ])('of %s with "%s" are refused', async (pod, query, message) => {
    const { status, text } = await get(pod, query)
    expect(status).toBe(400)
    expect(JSON.parse(text).message).toContain(message)
  })

  it('of no pod are 404', async () => {
    expect((await get('nope')).status).toBe(404)
  })

  it('follow until the client goes, and tell the source so', async () => {
    const abort = new AbortController()
    const response = await fetch(api.url + logPath('one', 'follow=true&tailLines=1'), {
      headers: { Authorization: 'Bearer operator' },
      signal: abort.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('followed')) text += (await reader?.read())?.value ?? ''
    expect(text).toBe('now ✓\nfollowed\n')
    expect(aborted).toBe(false)
    abort.abort()
    await vi.waitFor(() => expect(aborted).toBe(true))
  })

  it('follow no further than a count of bytes', async () => {
    expect((await get('one', 'follow=true&tailLines=0&limitBytes=5')).text).toBe('follo')
  })
})
