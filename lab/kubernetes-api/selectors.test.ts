import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubernetesObject } from './kubernetes-object'
import { resourceDefinition } from './resources'
import { compileFieldSelector, compileLabelSelector, formatLabelSelector } from './selectors'
import { ApiStatusError } from './status'

function labelled(labels: Record<string, string>): KubernetesObject {
  return { metadata: { name: 'x', namespace: 'voice', labels } }
}

const rq = labelled({ app: 'rq', tier: 'voice', 'app.kubernetes.io/name': 'rq', index: '7', empty: '' })

describe('label selectors', () => {
  it.each([
    ['app=rq', true],
    ['app==rq', true],
    ['app=ors', false],
    ['app!=ors', true],
    ['missing!=x', true],
    ['missing=x', false],
    ['app in (ors,rq)', true],
    ['app in (ors, rq) , tier=voice', true],
    ['app in (ors)', false],
    ['app notin (ors)', true],
    ['missing notin (x)', true],
    ['app notin (rq,x)', false],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['! app', false],
    ['app=rq,!tier', false],
    ['app.kubernetes.io/name=rq', true],
    ['index>6', true],
    ['index<7', false],
    ['missing>1', false],
    ['empty=', true],
    ['empty in ()', true],
  ])('%s → %s', (selector, expected) => {
    expect(compileLabelSelector(selector)?.(rq)).toBe(expected)
  })

  it.each(['=x', 'a=b=c', 'app in rq', 'app in (rq', 'a b', '-x', 'app=-', 'index>x', ',', 'app=rq,'])(
    'refuses %j',
    (selector) => {
      expect(() => compileLabelSelector(selector)).toThrow(ApiStatusError)
    },
  )

  it.each([undefined, '', '  '])('selects everything for %j', (selector) => {
    expect(compileLabelSelector(selector)).toBeUndefined()
  })

  const key = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)
  const value = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,8}[A-Za-z0-9])?$/)

  it('agrees with itself: = against !=, in against notin, key against !key', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, value),
        key,
        fc.array(value, { minLength: 1, maxLength: 3 }),
        (labels, name, values) => {
          const matches = (selector: string) => compileLabelSelector(selector)?.(labelled(labels))
          const list = `(${values.join(',')})`
          expect(matches(`${name}=${values[0]}`)).toBe(!matches(`${name}!=${values[0]}`))
          expect(matches(`${name} in ${list}`)).toBe(!matches(`${name} notin ${list}`))
          expect(matches(name)).toBe(!matches(`!${name}`))
          expect(matches(`${name} in ${list}`)).toBe(values.some((item) => matches(`${name}=${item}`)))
        },
      ),
    )
  })

  it('reads what it formats for a scale', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1 }), (matchLabels) => {
        const matches = compileLabelSelector(formatLabelSelector({ matchLabels }))
        expect(matches?.(labelled(matchLabels))).toBe(true)
        expect(matches?.(labelled({}))).toBe(false)
      }),
    )
  })

  it('formats expressions', () => {
    const matchExpressions = [
      { key: 'b', operator: 'NotIn', values: ['y', 'x'] },
      { key: 'a', operator: 'Exists' },
      { key: 'd', operator: 'DoesNotExist' },
      { key: 'c', operator: 'In', values: ['z'] },
    ]
    expect(formatLabelSelector({ matchLabels: { e: 'f' }, matchExpressions })).toBe('a,b notin (x,y),c in (z),!d,e=f')
  })
})

describe('field selectors', () => {
  const pod: KubernetesObject = {
    metadata: { name: 'p', namespace: 'voice' },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running' },
  }
  const event: KubernetesObject = {
    metadata: { name: 'e', namespace: 'voice' },
    involvedObject: { kind: 'Pod', name: 'p', uid: 'u' },
    reason: 'BackOff',
    type: 'Warning',
    source: { component: 'kubelet' },
    reportingComponent: 'other',
  }

  it.each([
    ['pods', pod, 'status.phase=Running', true],
    ['pods', pod, 'status.phase!=Running', false],
    ['pods', pod, 'metadata.name=p,spec.nodeName==node-1', true],
    ['pods', pod, 'metadata.namespace=other', false],
    ['pods', pod, 'status.podIP=', true],
    ['pods', pod, 'spec.hostNetwork=false', true],
    ['events', event, 'involvedObject.kind=Pod,involvedObject.name=p,type=Warning', true],
    ['events', event, 'reason!=BackOff', false],
    ['events', event, 'source=kubelet', true],
    ['secrets', { metadata: { name: 's' }, type: 'helm.sh/release.v1' }, 'type=helm.sh/release.v1', true],
    ['nodes', { metadata: { name: 'n' } }, 'spec.unschedulable=false', true],
    ['configmaps', { metadata: { name: 'a,b' } }, 'metadata.name=a\\,b', true],
  ] as const)('%s %# %s', (resource, object, selector, expected) => {
    expect(compileFieldSelector(resourceDefinition(resource), selector)?.(object)).toBe(expected)
  })

  it('refuses fields that the server does not index, and what is no selector', () => {
    const pods = resourceDefinition('pods')
    expect(() => compileFieldSelector(pods, 'spec.image=x')).toThrow('field label not supported: spec.image')
    expect(() => compileFieldSelector(pods, 'type=x')).toThrow('field label not supported: type')
    expect(() => compileFieldSelector(pods, 'status.phase')).toThrow('invalid selector')
  })
})
