import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mutation } from './exchange'
import { pod, workload } from './test-objects'
import { type CallOptions, call as callApi, type RunningApi, startApi } from './test-server'

/** Writes through HTTP: what is stored, what is refused, and in which words. */

const tokens = [{ token: 'operator', user: 'admin', allow: () => true }]

let api: RunningApi
let mutations: Mutation[]

beforeEach(async () => {
  mutations = []
  api = await startApi({
    tokens,
    now: () => new Date('2026-11-20T18:26:33Z'),
    hooks: { onMutation: (mutation) => mutations.push(mutation) },
  })
  api.store.create('namespaces', { metadata: { name: 'voice' } })
  api.store.create('deployments', workload('web', 2))
  api.store.create('pods', pod('web-1', { app: 'web' }))
})

afterEach(() => api.close())

const call = (method: string, path: string, options?: CallOptions) => callApi(api.url, method, path, options)

const pods = '/api/v1/namespaces/voice/pods'
const deployment = '/apis/apps/v1/namespaces/voice/deployments/web'
const merge = 'application/merge-patch+json'

describe('writes', () => {
  it("creates as the server would, without the client's status", async () => {
    const created = await call('POST', pods, { body: { ...pod('new'), kind: 'Pod', apiVersion: 'v1' } })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      kind: 'Pod',
      metadata: { name: 'new', generation: 1 },
      status: { phase: 'Pending' },
    })
    expect(mutations).toMatchObject([
      { user: 'admin', verb: 'create', resource: 'pods', namespace: 'voice', name: 'new' },
    ])
  })

  it.each([
    [pods, pod('web-1'), 409, 'pods "web-1" already exists'],
    ['/api/v1/namespaces/none/pods', { metadata: { name: 'x' } }, 404, 'namespaces "none" not found'],
    [
      pods,
      { metadata: { name: 'Bad_Name' } },
      422,
      'Pod "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name"',
    ],
    [pods, { metadata: {} }, 422, 'Pod "" is invalid: metadata.name: Required value: name or generateName is required'],
    [pods, { metadata: { name: 'x', namespace: 'other' } }, 400, 'the namespace of the provided object does not match'],
    [pods, { kind: 'Service', metadata: { name: 'x' } }, 400, 'Service in version "v1" cannot be handled as a Pod'],
    [pods, { apiVersion: 'v2', metadata: { name: 'x' } }, 400, 'the API version in the data (v2) does not match'],
    [pods, '{', 400, 'the object provided is unrecognized'],
    [pods, '[]', 400, 'the object provided is unrecognized'],
  ])('refuses POST %s %j with %i', async (path, body, status, message) => {
    const answer = await call('POST', path, { body })
    expect(answer.status).toBe(status)
    expect(answer.body.message).toContain(message)
    expect(mutations).toEqual([])
  })

  it('refuses a body past 3 MiB', async () => {
    const { status } = await call('POST', pods, {
      body: { metadata: { name: 'x', annotations: { a: 'x'.repeat(3.1 * 1024 * 1024) } } },
    })
    expect(status).toBe(413)
  })

  it('replaces only what is current', async () => {
    const { body } = await call('GET', deployment)
    const changed = { ...body, spec: { ...body.spec, replicas: 3 }, status: { replicas: 99 } }
    const first = await call('PUT', deployment, { body: changed })
    expect(first.body).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 }, status: { replicas: 2 } })
    const second = await call('PUT', deployment, { body: changed })
    expect(second.status).toBe(409)
    expect(second.body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'web', group: 'apps', kind: 'deployments' },
    })
    expect((await call('PUT', deployment, { body: { ...changed, metadata: { name: 'other' } } })).status).toBe(400)
  })

  it('patches the status through its own path only', async () => {
    const body = { status: { replicas: 7 }, spec: { replicas: 7 } }
    const viaObject = await call('PATCH', deployment, { body, type: merge })
    expect(viaObject.body).toMatchObject({ spec: { replicas: 7 }, status: { replicas: 2 } })
    const viaStatus = await call('PATCH', `${deployment}/status`, {
      body: { status: { replicas: 7 }, spec: { replicas: 1 } },
      type: merge,
    })
    expect(viaStatus.body).toMatchObject({
      spec: { replicas: 7 },
      status: { replicas: 7 },
      metadata: { generation: 2 },
    })
  })

  it.each([
    [merge, { spec: { replicas: -2 } }, 422],
    [merge, { spec: { selector: { matchLabels: { app: 'x' } } } }, 422],
    [merge, { metadata: { name: 'x' } }, 400],
    [merge, { metadata: { resourceVersion: '1' } }, 409],
    [merge, { metadata: { uid: 'x' } }, 409],
    ['application/apply-patch+yaml', {}, 415],
    ['application/json', {}, 415],
    ['application/json-patch+json', [{ op: 'remove', path: '/spec/nope' }], 422],
  ])('refuses PATCH %s %j with %i', async (type, body, status) => {
    expect((await call('PATCH', deployment, { body, type })).status).toBe(status)
    expect(api.store.get('deployments', 'voice', 'web')?.metadata.generation).toBe(1)
  })

  it('deletes with the answer of each kind', async () => {
    const gone = await call('DELETE', deployment)
    expect(gone.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'web', group: 'apps', kind: 'deployments', uid: expect.any(String) },
    })
    const refused = await call('DELETE', `${pods}/web-1`, { body: { preconditions: { uid: 'other' } } })
    expect(refused.status).toBe(409)
    const marked = await call('DELETE', `${pods}/web-1?gracePeriodSeconds=5`)
    expect(marked.body.metadata).toMatchObject({
      deletionGracePeriodSeconds: 5,
      deletionTimestamp: '2026-11-20T18:26:38Z',
    })
    const now = await call('DELETE', `${pods}/web-1`, { body: { gracePeriodSeconds: 0 } })
    expect([now.status, now.body.kind, api.store.count('pods')]).toEqual([200, 'Pod', 0])
    expect(mutations.map(({ verb, name }) => `${verb} ${name}`)).toEqual(['delete web', 'delete web-1', 'delete web-1'])
    expect((await call('DELETE', `${pods}/web-1`)).status).toBe(404)
  })

  it('deletes collections by selector', async () => {
    api.store.create('pods', pod('db-1', { app: 'db' }))
    const { body } = await call('DELETE', `${pods}?labelSelector=app%3Dweb&gracePeriodSeconds=0`)
    expect(body.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(['web-1'])
    expect(api.store.all('pods').map((item) => item.metadata.name)).toEqual(['db-1'])
  })

  it('leaves no trace of a dry run', async () => {
    const before = api.store.resourceVersion
    expect((await call('DELETE', `${deployment}?dryRun=All`)).status).toBe(200)
    const scaled = await call('PATCH', `${deployment}/scale?dryRun=All`, {
      body: { spec: { replicas: 9 } },
      type: merge,
    })
    expect(scaled.body.spec.replicas).toBe(9)
    expect((await call('POST', `${pods}?dryRun=All`, { body: pod('dry') })).status).toBe(201)
    expect((await call('POST', `${pods}?dryRun=Some`, { body: pod('dry') })).status).toBe(400)
    expect([api.store.resourceVersion, mutations]).toEqual([before, []])
  })
})

describe('scale', () => {
  it('reads, sets and refuses counts', async () => {
    const { body } = await call('GET', `${deployment}/scale`)
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 }, status: { replicas: 2, selector: 'app=web' } })
    const zero = await call('PUT', `${deployment}/scale`, { body: { ...body, spec: { replicas: 0 } } })
    expect(zero.body.spec).toEqual({})
    expect(api.store.get('deployments', 'voice', 'web')).toMatchObject({
      spec: { replicas: 0 },
      metadata: { generation: 2 },
    })
    expect((await call('PUT', `${deployment}/scale`, { body })).status).toBe(409)
    for (const replicas of ['3', 1.5]) {
      const refused = await call('PATCH', `${deployment}/scale`, { body: { spec: { replicas } }, type: merge })
      expect([refused.status, refused.body.reason]).toEqual([400, 'BadRequest'])
    }
    expect(mutations.map(({ verb, name }) => `${verb} ${name}`)).toEqual(['scale web'])
    expect((await call('GET', `${pods}/web-1/scale`)).status).toBe(404)
  })
})

describe('eviction', () => {
  it('spends the budgets that cover the pod, and stops at the last', async () => {
    api.store.create('pods', pod('web-2', { app: 'web' }))
    const spec = { selector: { matchLabels: { app: 'web' } }, minAvailable: 1 }
    const status = { disruptionsAllowed: 1, desiredHealthy: 1, currentHealthy: 2, expectedPods: 2 }
    api.store.create('poddisruptionbudgets', { metadata: { name: 'web', namespace: 'voice' }, spec, status })
    const evict = (name: string) => call('POST', `${pods}/${name}/eviction`, { body: { metadata: { name } } })
    expect((await evict('web-1')).status).toBe(201)
    const refused = await evict('web-2')
    expect(refused.status).toBe(429)
    expect(refused.body.details.causes).toEqual([
      { reason: 'DisruptionBudget', message: 'The disruption budget web needs 1 healthy pods and has 2 currently' },
    ])
    expect((await evict('web-1')).status).toBe(201)
    expect((await evict('nope')).status).toBe(404)
    expect((await call('POST', `${pods}/web-2/eviction`, { body: { metadata: { name: 'web-1' } } })).status).toBe(400)
  })
})
