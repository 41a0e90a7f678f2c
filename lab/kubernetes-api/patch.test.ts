import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepFreeze } from './kubernetes-object'
import { applyPatch, type PatchType } from './patch'

const target = deepFreeze({
  metadata: { name: 'a', labels: { app: 'a', old: 'x' }, finalizers: ['f1'] },
  spec: {
    replicas: 3,
    containers: [
      { name: 'main', image: 'main:1', ports: [{ containerPort: 80, name: 'http' }], args: ['a', 'b'] },
      { name: 'side', image: 'side:1', env: [{ name: 'A', value: '1' }] },
    ],
    tolerations: [{ key: 'k' }],
  },
})

const apply = (patch: unknown, type: PatchType): unknown => applyPatch<unknown>(target, patch, type)

describe('merge patch', () => {
  it('merges maps, deletes by null, replaces lists', () => {
    const patch = { metadata: { labels: { old: null, new: 'y' } }, spec: { containers: [{ name: 'only' }] } }
    expect(apply(patch, 'merge')).toEqual({
      metadata: { name: 'a', labels: { app: 'a', new: 'y' }, finalizers: ['f1'] },
      spec: { replicas: 3, containers: [{ name: 'only' }], tolerations: [{ key: 'k' }] },
    })
  })

  it('is idempotent and leaves no null', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), (object) => {
        const patch = JSON.parse(JSON.stringify(object))
        const once = apply(patch, 'merge')
        expect(applyPatch<unknown>(once, patch, 'merge')).toEqual(once)
      }),
    )
  })
})

describe('strategic merge patch', () => {
  it.each([
    [
      'merges containers and their ports by key',
      { spec: { containers: [{ name: 'main', image: 'main:2', ports: [{ containerPort: 81 }] }] } },
      {
        containers: [
          {
            name: 'main',
            image: 'main:2',
            ports: [{ containerPort: 81 }, { containerPort: 80, name: 'http' }],
            args: ['a', 'b'],
          },
          { name: 'side', image: 'side:1', env: [{ name: 'A', value: '1' }] },
        ],
      },
    ],
    [
      'replaces lists without a key',
      { spec: { tolerations: [], containers: [{ name: 'main', args: ['c'] }] } },
      { tolerations: [], containers: [{ ...target.spec.containers[0], args: ['c'] }, target.spec.containers[1]] },
    ],
    [
      'deletes an element',
      { spec: { containers: [{ name: 'side', $patch: 'delete' }] } },
      { containers: [target.spec.containers[0]] },
    ],
    [
      'replaces a merged list',
      { spec: { containers: [{ $patch: 'replace' }, { name: 'x' }] } },
      { containers: [{ name: 'x' }] },
    ],
    [
      'ignores the order directive',
      { spec: { '$setElementOrder/containers': [{ name: 'side' }], replicas: 4 } },
      { replicas: 4 },
    ],
  ])('%s', (_what, patch, spec) => {
    expect(apply(patch, 'strategic-merge')).toEqual({ ...target, spec: { ...target.spec, ...spec } })
  })

  it('merges finalizers as a set, and removes from it', () => {
    const finalizers = (patch: object) =>
      (apply({ metadata: patch }, 'strategic-merge') as typeof target).metadata.finalizers
    expect(finalizers({ finalizers: ['f1', 'f2'] })).toEqual(['f1', 'f2'])
    expect(finalizers({ '$deleteFromPrimitiveList/finalizers': ['f1'] })).toEqual([])
  })

  it('replaces, deletes and retains maps', () => {
    expect(apply({ metadata: { labels: { $patch: 'replace', only: 'x' } } }, 'strategic-merge')).toMatchObject({
      metadata: { labels: { only: 'x' } },
    })
    expect(apply({ metadata: { labels: { $patch: 'delete' } } }, 'strategic-merge')).not.toHaveProperty(
      'metadata.labels',
    )
    const retained = apply({ spec: { $retainKeys: ['replicas'], replicas: 1 } }, 'strategic-merge')
    expect(retained).toMatchObject({ spec: { replicas: 1 } })
    expect(retained).not.toHaveProperty('spec.containers')
  })

  it('refuses an element without its key', () => {
    expect(() => apply({ spec: { containers: [{ name: 'main' }, { image: 'x' }] } }, 'strategic-merge')).toThrow(
      'does not contain declared merge key: name',
    )
  })
})

describe('JSON patch', () => {
  it('runs every operation', () => {
    const patch = [
      { op: 'test', path: '/spec/replicas', value: 3 },
      { op: 'replace', path: '/spec/replicas', value: 5 },
      { op: 'add', path: '/metadata/labels/a~1b', value: 'slash' },
      { op: 'remove', path: '/metadata/labels/old' },
      { op: 'add', path: '/spec/containers/0', value: { name: 'first' } },
      { op: 'add', path: '/metadata/finalizers/-', value: 'f2' },
      { op: 'move', from: '/spec/containers/2/env', path: '/spec/env' },
      { op: 'copy', from: '/spec/containers/1/name', path: '/spec/copied' },
    ]
    expect(apply(patch, 'json')).toMatchObject({
      metadata: { labels: { app: 'a', 'a/b': 'slash' }, finalizers: ['f1', 'f2'] },
      spec: {
        replicas: 5,
        containers: [{ name: 'first' }, { name: 'main' }, { name: 'side' }],
        env: [{ name: 'A', value: '1' }],
        copied: 'main',
      },
    })
  })

  it.each([
    [{ op: 'test', path: '/spec/replicas', value: 4 }, 422],
    [{ op: 'remove', path: '/spec/nope' }, 422],
    [{ op: 'replace', path: '/spec/nope', value: 1 }, 422],
    [{ op: 'add', path: '/spec/containers/9', value: 1 }, 422],
    [{ op: 'add', path: 'spec', value: 1 }, 422],
    [{ op: 'twist', path: '/spec' }, 400],
    ['no operation', 400],
  ])('refuses %j', (operation, code) => {
    expect(() => apply([operation], 'json')).toThrow(expect.objectContaining({ code }))
  })

  it.each(['merge', 'strategic-merge'] as const)('refuses a list as %s patch, and a map as JSON patch', (type) => {
    expect(() => apply([], type)).toThrow(expect.objectContaining({ code: 400 }))
    expect(() => apply({}, 'json')).toThrow(expect.objectContaining({ code: 400 }))
  })
})
