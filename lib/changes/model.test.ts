import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aWorkload, nowIso, secondsAgo } from '@/lib/testing/service-parts'
import { diffWorkloads, maxChanges, mergeChanges, serviceLink, summariseChanges } from './model'
import { type Change, changeSchema } from './schema'

const change = (id: string, at: string, kind: Change['kind'] = 'event'): Change => ({
  id,
  at,
  notBefore: null,
  region: 'default',
  source: 'kubernetes',
  kind,
  tone: null,
  title: id,
  detail: null,
  subject: 'x',
  link: null,
  serviceId: null,
  count: 1,
})

describe('mergeChanges', () => {
  it('puts the newest first and keeps of two with one id the newer', () => {
    const merged = mergeChanges([change('a', secondsAgo(60)), change('b', secondsAgo(30)), change('a', secondsAgo(10))])
    expect(merged.map(({ id, at }) => [id, at])).toEqual([
      ['a', secondsAgo(10)],
      ['b', secondsAgo(30)],
    ])
  })
  it('is bounded, in order and without doubles, whatever comes in', () => {
    const drawn = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 5000 }))
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 600 }), (pairs) => {
        const merged = mergeChanges(pairs.map(([id, seconds]) => change(String(id), secondsAgo(seconds))))
        expect(merged.length).toBe(Math.min(maxChanges, new Set(pairs.map(([id]) => id)).size))
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length)
        expect(merged.map(({ at }) => at)).toEqual(
          merged
            .map(({ at }) => at)
            .sort()
            .reverse(),
        )
      }),
    )
  })
})

describe('summariseChanges', () => {
  it('counts kinds that occur', () => {
    const changes = [change('a', nowIso, 'rollout'), change('b', nowIso, 'rollout'), change('c', nowIso, 'alert')]
    expect(summariseChanges(changes)).toEqual({ byKind: { rollout: 2, alert: 1 } })
  })
})

describe('diffWorkloads', () => {
  const before = aWorkload('voice-agent', 2)
  const diff = (after: ReturnType<typeof aWorkload>[], old = [before]) => {
    const changes = diffWorkloads('default', { seen: old, at: secondsAgo(5) }, { seen: after, at: nowIso })
    for (const found of changes) changeSchema.parse(found)
    return changes.map(({ kind, title, detail }) => [kind, title, detail])
  }

  it('sees nothing where nothing changed', () => {
    expect(diff([{ ...before }])).toEqual([])
  })
  it('sees a new image, and says which came before', () => {
    const after = {
      ...before,
      image: 'r/voice-agent:100.0.1000007',
      imageVersion: '100.0.1000007',
      revision: '2',
      generation: 2,
    }
    expect(diff([after])).toEqual([['rollout', 'voice-agent rolls out 100.0.1000007', 'Version 100.0.1000006 before']])
  })
  it('sees a restart: a new revision of the same image', () => {
    expect(diff([{ ...before, revision: '2', generation: 2 }])).toEqual([
      ['rollout', 'voice-agent restarts its pods', 'Revision 2, same image'],
    ])
  })
  it('sees a scaling', () => {
    expect(diff([{ ...before, desiredReplicas: 5, generation: 2 }])).toEqual([
      ['scaling', 'voice-agent scaled from 2 to 5 pods', null],
    ])
  })
  it('sees workloads come and go, and one made anew under its old name', () => {
    expect(diff([], [before])).toEqual([['rollout', 'voice-agent deleted', 'Deployment']])
    expect(diff([before], [])).toEqual([['rollout', 'voice-agent created', 'Deployment with 2 pods']])
    expect(diff([{ ...before, uid: 'other' }]).map(([, title]) => title)).toEqual([
      'voice-agent created',
      'voice-agent deleted',
    ])
  })
  it('gives one change one id, so that two processes that see it tell it once', () => {
    const after = { ...before, desiredReplicas: 5, generation: 2 }
    const old = { seen: [before], at: secondsAgo(10) }
    const ids = [secondsAgo(5), nowIso].map((at) => diffWorkloads('default', old, { seen: [after], at })[0]?.id)
    expect(ids[0]).toBe(ids[1])
  })
})

describe('when it happened', () => {
  const before = aWorkload('voice-agent', 2)
  const seen = (after: ReturnType<typeof aWorkload>[], lookedSecondsAgo: number) =>
    diffWorkloads('default', { seen: [before], at: secondsAgo(lookedSecondsAgo) }, { seen: after, at: nowIso }).map(
      ({ at, notBefore }) => [at, notBefore],
    )
  const scaled = { ...before, desiredReplicas: 5, generation: 2 }

  it('is now under our eyes, and some time since the last look after a gap', () => {
    expect(seen([scaled], 5)).toEqual([[nowIso, null]])
    expect(seen([scaled], 10_800)).toEqual([[nowIso, secondsAgo(10_800)]])
    expect(seen([], 10_800)).toEqual([[nowIso, secondsAgo(10_800)]])
  })
  it('is what Kubernetes says where it says it', () => {
    const made = aWorkload('voice-ors', 1, { createdAt: secondsAgo(600) })
    expect(seen([before, made], 10_800)).toEqual([[secondsAgo(600), null]])
  })
})

describe('serviceLink', () => {
  it('names the region, and is null for nobody', () => {
    expect(serviceLink('ors', 'west europe')).toBe('/services/ors?region=west+europe')
    expect(serviceLink(null, 'default')).toBeNull()
  })
})
