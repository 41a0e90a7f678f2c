import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenGrant } from './access'
import type { Mutation } from './exchange'
import { resourceDefinitions } from './resource-table'
import { apiVersionOf } from './resources'
import { type RunningApi, request, startApi } from './test-server'

/** What the recordings do not show: writes, permissions, negotiation, and the server's refusals. */

const tokens: TokenGrant[] = [
  { token: 'operator', user: 'admin', allow: () => true },
  {
    token: 'viewer',
    user: 'viewer',
    allow: (verb, resource, namespace) =>
      ['get', 'list', 'watch'].includes(verb) && resource === 'pods' && namespace === 'voice',
  },
]

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

const workload = (name: string, replicas: number) => ({
  metadata: { name, namespace: 'voice', labels: { app: name } },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { spec: { containers: [{ name: 'main', image: 'a:1' }] } },
  },
  status: { replicas },
})

const pod = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, namespace: 'voice', labels },
  spec: { nodeName: 'node-1', containers: [{ name: 'main' }] },
  status: { phase: 'Running' },
})

interface CallOptions {
  body?: unknown
  token?: string
  accept?: string
  type?: string
}

async function call(method: string, path: string, { body, token = 'operator', accept, type }: CallOptions = {}) {
  const { status, headers, text } = await request(api.url, {
    method,
    path,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(accept ? { Accept: accept } : {}),
      'Content-Type': type ?? 'application/json',
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const isJson = headers['content-type'] === 'application/json'
  return { status, headers, text, body: isJson ? JSON.parse(text) : undefined }
}

const pods = '/api/v1/namespaces/voice/pods'
const deployment = '/apis/apps/v1/namespaces/voice/deployments/web'
const merge = 'application/merge-patch+json'

describe('access', () => {
  it.each([
    ['/healthz', '', 200],
    ['/readyz', '', 200],
    ['/livez', '', 200],
    ['/version', '', 200],
    ['/api', '', 403],
    ['/apis', 'viewer', 200],
    ['/nothing', 'viewer', 404],
    [pods, 'viewer', 200],
    [`${pods}/web-1`, 'viewer', 200],
    [`${pods}/web-1/log`, 'viewer', 403],
    ['/api/v1/pods', 'viewer', 403],
    ['/api/v1/namespaces/other/pods', 'viewer', 403],
    ['/api/v1/nodes', 'viewer', 403],
    [pods, 'stranger', 401],
    ['/healthz', 'stranger', 401],
  ])('GET %s as "%s" → %i', async (path, token, status) => {
    expect((await call('GET', path, { token })).status).toBe(status)
  })

  it('says who may not do what, where', async () => {
    const messages = [
      await call('GET', `${pods}/web-1/log`, { token: 'viewer' }),
      await call('GET', '/api/v1/nodes', { token: 'viewer' }),
      await call('PATCH', `${deployment}/scale`, { token: 'viewer', body: {}, type: merge }),
      await call('GET', '/api', { token: '' }),
    ].map(({ body }) => body.message)
    expect(messages).toEqual([
      'pods "web-1" is forbidden: User "viewer" cannot get resource "pods/log" in API group "" in the namespace "voice"',
      'nodes is forbidden: User "viewer" cannot list resource "nodes" in API group "" at the cluster scope',
      'deployments.apps "web" is forbidden: User "viewer" cannot patch resource "deployments/scale" in API group "apps" in the namespace "voice"',
      'forbidden: User "system:anonymous" cannot get path "/api"',
    ])
  })

  it('reviews access by the rule that guards', async () => {
    const review = (resourceAttributes: object, token: string) =>
      call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        body: { spec: { resourceAttributes } },
        token,
      })
    const attributes = { verb: 'get', resource: 'pods', namespace: 'voice' }
    expect((await review(attributes, 'viewer')).body.status).toEqual({ allowed: true })
    expect((await review({ ...attributes, subresource: 'log' }, 'viewer')).body.status).toEqual({ allowed: false })
    expect((await review(attributes, '')).status).toBe(403)
    expect(
      (await call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { body: { spec: {} } })).status,
    ).toBe(400)
  })
})

describe('discovery', () => {
  it('announces what it serves, and serves what it announces', async () => {
    const { groups } = (await call('GET', '/apis')).body
    const paths: string[] = groups.map(
      (group: { preferredVersion: { groupVersion: string } }) => `/apis/${group.preferredVersion.groupVersion}`,
    )
    const announced: string[] = []
    for (const path of ['/api/v1', ...paths]) {
      const { body } = await call('GET', path)
      for (const resource of body.resources) {
        if (!resource.verbs.includes('list') || resource.name === 'componentstatuses') continue
        announced.push(resource.name)
        const list = await call('GET', `${path}/${resource.name}`)
        expect([list.status, list.body.kind, list.body.apiVersion]).toEqual([
          200,
          `${resource.kind}List`,
          body.groupVersion,
        ])
      }
    }
    expect(announced.sort()).toEqual(
      resourceDefinitions
        .filter((entry) => entry.stored)
        .map((entry) => entry.name)
        .sort(),
    )
    expect((await call('GET', '/apis/apps')).body.preferredVersion.groupVersion).toBe('apps/v1')
    expect((await call('GET', '/apis/nobody')).status).toBe(404)
  })

  it('answers unknown things of known groups with a Status', async () => {
    for (const path of ['/apis/apps/v1/daemonsets', `${pods}/web-1/nothing`, '/api/v1/namespaces/voice/nodes']) {
      const { status, body } = await call('GET', path)
      expect([status, body.reason, body.message]).toEqual([
        404,
        'NotFound',
        'the server could not find the requested resource',
      ])
    }
  })

  it.each([
    ['POST', `${pods}/web-1`, 405],
    ['PUT', pods, 405],
    ['GET', '/api/v1/namespaces/voice/bindings', 405],
    ['POST', `${pods}/web-1/exec`, 400],
    ['PUT', '/version', 405],
    ['DELETE', '/api/v1/namespaces', 405],
  ])('%s %s → %i', async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status)
  })
})

describe('negotiation', () => {
  const partial = (kind: string) => `application/json;as=${kind};g=meta.k8s.io;v=v1`

  it('gives metadata only, single and in lists', async () => {
    const one = await call('GET', `${pods}/web-1`, { accept: partial('PartialObjectMetadata') })
    expect(one.body).toEqual({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: expect.objectContaining({ name: 'web-1' }),
    })
    const list = await call('GET', pods, { accept: partial('PartialObjectMetadataList') })
    expect(list.body.items[0]).toEqual(one.body)
  })

  it.each([
    [undefined, 200],
    ['*/*', 200],
    ['application/vnd.kubernetes.protobuf, application/json', 200],
    ['application/json;as=Table;v=v1;g=meta.k8s.io,application/json', 200],
    ['application/json;as=Table;v=v1;g=meta.k8s.io', 406],
    ['application/yaml', 406],
    [partial('PartialObjectMetadata'), 406],
    ['application/json;q=0.1,application/yaml;q=0.9', 200],
  ])('a list for Accept %j → %i', async (accept, status) => {
    expect((await call('GET', pods, { accept })).status).toBe(status)
  })
})

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

it('serves every stored kind under its own apiVersion, one object at a time', async () => {
  for (const definition of resourceDefinitions.filter((entry) => entry.stored)) {
    const namespace = definition.namespaced ? 'voice' : ''
    api.store.create(definition.name, { metadata: { name: 'one', namespace } })
    const root = definition.group ? `/apis/${definition.group}/${definition.version}` : '/api/v1'
    const { status, body } = await call('GET', `${root}/${namespace ? 'namespaces/voice/' : ''}${definition.name}/one`)
    expect([status, body.kind, body.apiVersion]).toEqual([200, definition.kind, apiVersionOf(definition)])
  }
})
