import { describe, expect, it } from 'vitest'
import type { KubernetesObject } from './kubernetes-object'
import { createSeededUids } from './seeded-uid'
import { ApiStatusError } from './status'
import { ObjectStore, type StoreEvent } from './store'

const start = new Date('2026-11-20T18:24:48.500Z')

function createStore(historyLimit?: number) {
  const clock = { now: start }
  const store = new ObjectStore({ newUid: createSeededUids(1), now: () => clock.now, historyLimit })
  return { store, clock }
}

function pod(
  name: string,
  { phase = 'Running', labels = {} as Record<string, string>, namespace = 'voice' } = {},
): KubernetesObject {
  return {
    metadata: { name, namespace, labels },
    spec: { nodeName: 'node-1', terminationGracePeriodSeconds: 30, containers: [{ name: 'main' }] },
    status: { phase },
  }
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ApiStatusError) return `${error.code} ${error.reason}`
    throw error
  }
  return 'none'
}

describe('ObjectStore', () => {
  it('stamps what the API server stamps', () => {
    const { store } = createStore()
    const created = store.create('pods', pod('a'))
    expect(created).toMatchObject({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'a', resourceVersion: '1', generation: 1, creationTimestamp: '2026-11-20T18:24:48Z' },
    })
    expect(created.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(store.create('services', pod('s')).metadata.generation).toBeUndefined()
    expect(createStore().store.create('pods', pod('a')).metadata.uid).toBe(created.metadata.uid)
  })

  it('generates names, and refuses a name that is taken', () => {
    const { store } = createStore()
    const { name, ...metadata } = pod('x').metadata
    const generated = store.create('pods', { ...pod(name), metadata: { ...metadata, name: '', generateName: 'x-' } })
    expect(generated.metadata.name).toMatch(/^x-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    store.create('pods', pod('a'))
    expect(codeOf(() => store.create('pods', pod('a')))).toBe('409 AlreadyExists')
  })

  it('freezes what it holds', () => {
    const { store } = createStore()
    const created = store.create('pods', pod('a'))
    expect(() => Object.assign(created.spec ?? {}, { nodeName: 'other' })).toThrow(TypeError)
    expect(() => Object.assign(created.metadata, { name: 'b' })).toThrow(TypeError)
  })

  it.each([
    ['deployments', (draft: KubernetesObject) => Object.assign(draft.spec ?? {}, { replicas: 5 }), 2],
    ['deployments', (draft: KubernetesObject) => Object.assign(draft.metadata, { annotations: { a: 'b' } }), 2],
    ['deployments', (draft: KubernetesObject) => Object.assign(draft, { status: { replicas: 5 } }), 1],
    ['statefulsets', (draft: KubernetesObject) => Object.assign(draft.metadata, { annotations: { a: 'b' } }), 1],
    ['statefulsets', (draft: KubernetesObject) => Object.assign(draft.spec ?? {}, { replicas: 5 }), 2],
    ['endpointslices', (draft: KubernetesObject) => Object.assign(draft, { endpoints: [] }), 2],
    [
      'horizontalpodautoscalers',
      (draft: KubernetesObject) => Object.assign(draft.spec ?? {}, { maxReplicas: 5 }),
      undefined,
    ],
  ] as const)('raises the generation of %s by the rule of its kind (case %#)', (resource, change, generation) => {
    const { store } = createStore()
    store.create(resource, pod('a'))
    expect(store.modify(resource, 'voice', 'a', (draft) => void change(draft)).metadata.generation).toBe(generation)
  })

  it('keeps version and silence when a write changes nothing', () => {
    const { store } = createStore()
    const created = store.create('pods', pod('a'))
    const events: StoreEvent[] = []
    store.subscribe((event) => events.push(event))
    expect(store.modify('pods', 'voice', 'a', () => {})).toBe(created)
    expect(store.resourceVersion).toBe(1)
    expect(events).toEqual([])
  })

  it('refuses a stale resourceVersion, another uid and unknown names', () => {
    const { store } = createStore()
    const first = store.create('pods', pod('a'))
    store.modify('pods', 'voice', 'a', (draft) => void Object.assign(draft, { status: { phase: 'Failed' } }))
    expect(codeOf(() => store.update('pods', { ...pod('a'), metadata: first.metadata }))).toBe('409 Conflict')
    expect(codeOf(() => store.delete('pods', 'voice', 'a', { uid: 'other' }))).toBe('409 Conflict')
    expect(codeOf(() => store.delete('pods', 'voice', 'nope'))).toBe('404 NotFound')
    expect(codeOf(() => store.modify('pods', 'other', 'a', () => {}))).toBe('404 NotFound')
  })

  it('deletes a running pod in two steps, as the recorded watch shows', () => {
    const { store, clock } = createStore()
    store.create('pods', pod('a'))
    const events: StoreEvent[] = []
    store.subscribe((event) => events.push(event), 'pods')
    const first = store.delete('pods', 'voice', 'a')
    expect(first.isRemoved).toBe(false)
    expect(first.object.metadata).toMatchObject({
      deletionTimestamp: '2026-11-20T18:25:18Z',
      deletionGracePeriodSeconds: 30,
      generation: 2,
    })
    expect(store.delete('pods', 'voice', 'a').object).toBe(first.object)
    clock.now = new Date('2026-11-20T18:25:00Z')
    expect(store.delete('pods', 'voice', 'a', { gracePeriodSeconds: 0 }).isRemoved).toBe(true)
    expect(
      events.map(({ type, object }) => [type, object.metadata.deletionTimestamp, object.metadata.generation]),
    ).toEqual([
      ['MODIFIED', '2026-11-20T18:25:18Z', 2],
      ['MODIFIED', '2026-11-20T18:25:00Z', 2],
      ['DELETED', '2026-11-20T18:25:00Z', 2],
    ])
    expect(events.map((event) => Number(event.object.metadata.resourceVersion))).toEqual([2, 3, 4])
    expect(store.get('pods', 'voice', 'a')).toBeUndefined()
  })

  it.each([
    ['unscheduled', { ...pod('a'), spec: { containers: [] } }],
    ['finished', pod('a', { phase: 'Succeeded' })],
  ])('deletes at once a pod that is %s', (_what, object) => {
    const { store } = createStore()
    store.create('pods', object)
    expect(store.delete('pods', 'voice', 'a').isRemoved).toBe(true)
  })

  it('holds an object by its finalizers until the last one goes', () => {
    const { store } = createStore()
    store.create('persistentvolumeclaims', {
      metadata: { name: 'c', namespace: 'voice', finalizers: ['kubernetes.io/pvc-protection'] },
    })
    expect(store.delete('persistentvolumeclaims', 'voice', 'c').isRemoved).toBe(false)
    const events: StoreEvent[] = []
    store.subscribe((event) => events.push(event))
    store.modify(
      'persistentvolumeclaims',
      'voice',
      'c',
      (draft) => void Object.assign(draft.metadata, { finalizers: [] }),
    )
    expect(events.map((event) => event.type)).toEqual(['DELETED'])
    expect(store.count('persistentvolumeclaims')).toBe(0)
  })

  it('tells everyone the same order, also when a listener writes', () => {
    const { store } = createStore()
    const heard: string[][] = [[], []]
    store.subscribe((event) => {
      heard[0]?.push(`${event.type} ${event.resource}`)
      if (event.resource === 'deployments') store.create('pods', pod('made-by-listener'))
    })
    const stop = store.subscribe((event) => void heard[1]?.push(`${event.type} ${event.resource}`))
    store.create('deployments', pod('d'))
    expect(heard[1]).toEqual(['ADDED deployments', 'ADDED pods'])
    expect(heard[0]).toEqual(heard[1])
    stop()
    store.create('services', pod('e'))
    expect(heard[1]).toHaveLength(2)
  })

  it('computes a dry run without a trace', () => {
    const { store } = createStore()
    store.create('pods', pod('a'))
    const events: StoreEvent[] = []
    store.subscribe((event) => events.push(event))
    expect(store.create('pods', pod('b'), { isDryRun: true }).metadata.name).toBe('b')
    const patched = store.patch(
      'pods',
      { namespace: 'voice', name: 'a' },
      { metadata: { labels: { x: 'y' } } },
      'merge',
      { isDryRun: true },
    )
    expect(patched.metadata.labels).toEqual({ x: 'y' })
    store.delete('pods', 'voice', 'a', { isDryRun: true, gracePeriodSeconds: 0 })
    expect(events).toEqual([])
    expect(store.get('pods', 'voice', 'a')?.metadata.labels).toEqual({})
    expect(store.resourceVersion).toBe(1)
  })

  it('lists the past exactly until it is compacted', () => {
    const { store } = createStore()
    for (const name of ['a', 'b', 'c']) store.create('pods', pod(name))
    store.delete('pods', 'voice', 'b', { gracePeriodSeconds: 0 })
    store.modify('pods', 'voice', 'c', (draft) => void Object.assign(draft, { status: { phase: 'Failed' } }))
    store.create('pods', pod('d'))
    const past = store.list('pods', { resourceVersion: '3', resourceVersionMatch: 'Exact' })
    expect(past.items.map((item) => [item.metadata.name, item.status?.phase])).toEqual([
      ['a', 'Running'],
      ['b', 'Running'],
      ['c', 'Running'],
    ])
    expect(past.resourceVersion).toBe('3')
    expect(store.changesSince('pods', 4).map((event) => event.resourceVersion)).toEqual([5, 6])
    store.compact(4)
    expect(codeOf(() => store.list('pods', { resourceVersion: '3', resourceVersionMatch: 'Exact' }))).toBe(
      '410 Expired',
    )
    expect(codeOf(() => store.changesSince('pods', 3))).toBe('410 Expired')
    expect(store.changesSince('pods', 4).map((event) => event.type)).toEqual(['MODIFIED', 'ADDED'])
    expect(codeOf(() => store.changesSince('pods', 99))).toBe('504 Timeout')
  })

  it('bounds each history on its own', () => {
    const { store } = createStore(8)
    store.create('deployments', pod('d'))
    for (let index = 0; index < 100; index += 1) {
      store.create('pods', pod(`p-${index}`))
    }
    expect(codeOf(() => store.changesSince('pods', 1))).toBe('410 Expired')
    const oldest = store.oldestResourceVersion('pods')
    expect(store.changesSince('pods', oldest)[0]?.resourceVersion).toBe(oldest + 1)
    expect(101 - oldest).toBeLessThanOrEqual(10)
    expect(store.changesSince('deployments', 0)).toHaveLength(1)
  })
})
