import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenGrant } from './access'
import { resourceDefinitions } from './resource-table'
import { apiVersionOf } from './resources'
import { pod, workload } from './test-objects'
import { type CallOptions, call as callApi, type RunningApi, startApi } from './test-server'

/** What the recordings do not show: permissions, discovery, negotiation. */

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

beforeEach(async () => {
  api = await startApi({
    tokens,
    now: () => new Date('2026-11-20T18:26:33Z'),
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

it('streams a list to a client that reads slowly, and survives one that leaves', async () => {
  const note = 'x'.repeat(20_000)
  for (let index = 0; index < 500; index += 1) {
    api.store.create('configmaps', { metadata: { name: `c-${index}`, namespace: 'voice' }, data: { note } })
  }
  const open = () => fetch(`${api.url}/api/v1/configmaps`, { headers: { Authorization: 'Bearer operator' } })
  const leaver = (await open()).body?.getReader()
  await leaver?.read()
  await leaver?.cancel()
  const list = await (await open()).json()
  expect(list.items).toHaveLength(500)
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
