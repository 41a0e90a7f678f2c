import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TokenGrant } from './access'
import type { KubernetesObject } from './kubernetes-object'
import {
  itemsOf,
  type RecordedAnswer,
  type RecordedFrame,
  readAnswer,
  readWatch,
  recordedContent,
  recordedVersions,
  recordingNames,
} from './recordings'
import type { ObjectStore } from './store'
import { openWatch, type RunningApi, request, startApi } from './test-server'

/**
 * Each recording of a real API server is asked again of the lab's, in the state that the recorded lists show. Bodies
 * must be equal to the letter, but for what each case names as free; a free value must still be of the same form.
 */

const tokens: TokenGrant[] = [
  { token: 'operator', user: 'admin', allow: () => true },
  { token: 'restricted', user: 'console', allow: () => false },
]

interface AnswerCase {
  token?: string
  /** Keys whose values differ from run to run; their form is compared. */
  free?: string[]
  prepare?: (store: ObjectStore) => void
}

const versions = ['resourceVersion']
const stamps = [...versions, 'managedFields', 'uid', 'creationTimestamp']

const answerCases: Record<string, AnswerCase> = {
  'access-review-allowed.json': { free: ['managedFields'] },
  'access-review-denied.json': { token: 'restricted', free: ['managedFields'] },
  'api-resources-core.json': {},
  'delete-pod.json': {},
  'error-401-bad-token.json': { token: 'wrong' },
  'error-403-anonymous.json': {},
  'error-403-forbidden.json': { token: 'restricted' },
  'error-404-namespace-list-empty.json': {},
  'error-404-pod.json': {},
  'error-404-unknown-group.json': {},
  'error-410-expired-continue.json': {},
  'error-410-gone-list.json': {},
  'error-422-bad-scale.json': {},
  'evict-pod.json': {},
  'get-scale.json': {},
  'list-deployments.json': {},
  'list-endpoints.json': {},
  'list-endpointslices.json': {},
  'list-events-after.json': { prepare: restoreLaterEvents },
  'list-events.json': {},
  'list-hpa.json': {},
  'list-persistentvolumeclaims.json': {},
  'list-pods-field-selector.json': {},
  'list-pods-label-selector.json': {},
  'list-pods-page-1.json': {},
  'list-pods-page-2.json': {},
  'list-pods.json': {},
  'list-replicasets.json': {},
  'list-secrets-metadata-only.json': {},
  'list-services.json': {},
  'list-statefulsets.json': {},
  'patch-scale.json': { free: versions },
  'rollout-restart.json': { free: ['managedFields', ...versions] },
  'version.json': {},
}

/** The page of events was recorded later, when 66 stood: those of the page, later known ones, and unnamed others. */
function restoreLaterEvents(store: ObjectStore): void {
  const recorded = readAnswer('list-events-after.json')
  const page = itemsOf(recorded.body)
  const last = page.at(-1)?.metadata.name ?? ''
  const after = (recordedContent().events ?? []).filter((event) => event.metadata.name > last)
  const { remainingItemCount } = (recorded.body as { metadata: { remainingItemCount: number } }).metadata
  const missing = Array.from({ length: remainingItemCount - after.length }, (_, index) => ({
    metadata: { name: `zz-${index}`, namespace: 'voice' },
  }))
  store.restore({ events: [...page, ...after, ...missing] }, { resourceVersion: 888 })
}

const watchFiles = ['watch-deployments.jsonl', 'watch-list-pods.jsonl', 'watch-pods-expired.jsonl', 'watch-pods.jsonl']

/** The recorded deletion asked for 30 s of grace and was marked for this moment. */
const recordedNow = new Date('2026-11-20T18:26:33Z')

let api: RunningApi

beforeEach(async () => {
  // Watches last up to 25 s in the recordings. Only these timers are replaced; sockets run as ever.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  api = await startApi({ tokens, now: () => recordedNow })
  api.store.restore(recordedContent(), recordedVersions)
})

afterEach(async () => {
  await api.close()
  vi.useRealTimers()
})

it('has a case for every recording', () => {
  expect([...Object.keys(answerCases), ...watchFiles].sort()).toEqual(recordingNames())
})

describe('answers', () => {
  it.each(Object.entries(answerCases))('%s', async (file, { token, free = [], prepare }) => {
    prepare?.(api.store)
    const recorded = readAnswer(file)
    const answer = await ask(recorded, token)
    expect(answer.status).toBe(recorded.status)
    expect(answer.headers).toMatchObject(lowerCased(recorded.headers))
    expect(Boolean(answer.headers.warning)).toBe('Warning' in recorded.headers)
    const body = isText(recorded) ? answer.text : JSON.parse(answer.text)
    expect(loosen(body, free)).toEqual(loosen(recorded.body, free))
  })

  it('prints JSON as the server does: kind and apiVersion first, metadata in order, a line end', async () => {
    const list = readAnswer('list-pods-page-1.json')
    const { kind, apiVersion, metadata } = list.body as KubernetesObject
    const head = JSON.stringify({ kind, apiVersion, metadata }).slice(0, -1)
    expect((await ask(list)).text.startsWith(`${head},"items":[{"metadata":{"name":`)).toBe(true)
    for (const file of ['get-scale.json', 'delete-pod.json']) {
      expect((await ask(readAnswer(file))).text).toBe(`${JSON.stringify(readAnswer(file).body)}\n`)
    }
  })
})

describe('watches', () => {
  it('watch-pods.jsonl: deletion, replacement, status, bookmarks before the deadline', async () => {
    await replayWatch('watch-pods.jsonl', 25_000)
  })

  it('watch-deployments.jsonl: scale and status, bookmarks before the deadline', async () => {
    // The recording begins after a scale to 4, with the scale back to 3.
    api.store.restore(recordedContent(), { resourceVersion: 864 })
    api.store.patch('deployments', { namespace: 'voice', name: 'voice-sipfe' }, { spec: { replicas: 4 } })
    await replayWatch('watch-deployments.jsonl', 12_000)
  })

  it('watch-list-pods.jsonl: initial state, its end marked, then bookmarks', async () => {
    await replayWatch('watch-list-pods.jsonl', 6_000)
  })

  it('watch-pods-expired.jsonl: 200, one ERROR, end of stream', async () => {
    const { request: recorded, frames } = readWatch('watch-pods-expired.jsonl')
    const watch = await openWatch(api.url, recorded.path, 'operator')
    await watch.ended
    expect(watch.frames).toEqual(frames)
  })
})

/** Makes the recorded changes happen through the store, and lets the recorded time pass. */
async function replayWatch(file: string, lifeMs: number): Promise<void> {
  const { request: recorded, frames } = readWatch(file)
  const watch = await openWatch(api.url, recorded.path, 'operator')
  expect(watch.status).toBe(200)
  expect(watch.headers).toMatchObject({ 'cache-control': 'no-cache, private', 'content-type': 'application/json' })
  const changes = frames.filter((frame) => frame.type !== 'BOOKMARK')
  if (!recorded.path.includes('sendInitialEvents'))
    for (const [index, frame] of changes.entries()) replay(frame, changes[index - 1])
  const early = frames.filter((frame) => frame.type !== 'BOOKMARK' || frame.object.metadata.annotations)
  await watch.waitFor(early.length)
  vi.advanceTimersByTime(lifeMs)
  await watch.ended
  const free = [...stamps, 'deletionTimestamp', 'lastTransitionTime', 'lastUpdateTime']
  expect(watch.frames.map((frame) => frame.type)).toEqual(frames.map((frame) => frame.type))
  expect(loosen(watch.frames, free)).toEqual(loosen(frames, free))
  const told = watch.frames.map((frame) => Number(frame.object.metadata.resourceVersion))
  // The initial state of a watch-list comes in the order of names, with older versions of its own.
  const ordered = told.slice(recorded.path.includes('sendInitialEvents') ? early.length - 1 : 0)
  expect(ordered).toEqual([...ordered].sort((a, b) => a - b))
}

function replay({ type, object }: RecordedFrame, before: RecordedFrame | undefined): void {
  const resource = object.kind === 'Pod' ? 'pods' : 'deployments'
  const { name, namespace = '', deletionTimestamp, deletionGracePeriodSeconds } = object.metadata
  const { resourceVersion: _version, uid: _uid, ...metadata } = object.metadata
  if (type === 'ADDED') api.store.create(resource, { ...object, metadata })
  else if (type === 'MODIFIED' && !deletionTimestamp) api.store.update(resource, { ...object, metadata })
  else if (type === 'MODIFIED') {
    const gracePeriodSeconds = deletionGracePeriodSeconds === 0 ? 0 : undefined
    api.store.delete(resource, namespace, name, { gracePeriodSeconds })
  } else
    expect(before?.object.metadata, 'a removal follows its last mark').toMatchObject({
      name,
      deletionGracePeriodSeconds: 0,
    })
}

async function ask({ request: recorded }: RecordedAnswer, token = 'operator') {
  return request(api.url, {
    method: recorded.method,
    path: recorded.path,
    headers: { ...recorded.headers, ...(recorded.authenticated ? { Authorization: `Bearer ${token}` } : {}) },
    body: recorded.body === null ? undefined : JSON.stringify(recorded.body),
  })
}

function isText({ headers }: RecordedAnswer): boolean {
  return headers['Content-Type']?.startsWith('text/plain') ?? false
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Replaces free values by their form. managedFields are the real server's bookkeeping, which the lab does not keep. */
function loosen(value: unknown, free: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => loosen(item, free))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !(key === 'managedFields' && free.includes(key)))
  return Object.fromEntries(entries.map(([key, item]) => [key, free.includes(key) ? formOf(item) : loosen(item, free)]))
}

function formOf(value: unknown): string {
  const text = String(value)
  const forms: [RegExp, string][] = [
    [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'time'],
    [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'uid'],
    [/^\d+$/, 'digits'],
  ]
  return `${typeof value} ${forms.find(([form]) => form.test(text))?.[1] ?? 'other'}`
}
