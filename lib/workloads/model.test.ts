import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toPod } from '@/lib/kubernetes/adapter'
import { aBrokenPod, aPod, aWorkload, nowMs, secondsAgo } from '@/lib/testing/service-parts'
import { ageSeconds, countReplicas, isCounted, isHopeless, podState, readCluster } from './model'

function recordedPods() {
  const path = new URL('../testing/recorded/kubernetes/list-pods.json', import.meta.url)
  const items: unknown[] = JSON.parse(readFileSync(path, 'utf8')).body.items
  return items.map(toPod)
}

const old = { createdAt: secondsAgo(900) }
const young = { createdAt: secondsAgo(30) }

describe('podState', () => {
  it.each([
    ['ready', aPod('voice-ors-0'), 'ok', 'ready'],
    ['not ready and old', aBrokenPod('voice-ors-0', old), 'failing', 'not ready'],
    ['not ready and young', aBrokenPod('voice-ors-0', young), 'starting', 'starting'],
    ['young, but it has restarted', aBrokenPod('voice-ors-0', { ...young, restarts: 1 }), 'failing', 'not ready'],
    ['pending and young', aBrokenPod('voice-ors-0', { ...young, phase: 'Pending' }), 'starting', 'Pending'],
    ['pending and old', aBrokenPod('voice-ors-0', { ...old, phase: 'Pending' }), 'failing', 'Pending'],
    [
      'unschedulable',
      aBrokenPod('voice-ors-0', { ...old, phase: 'Pending', reason: 'Unschedulable' }),
      'failing',
      'Unschedulable',
    ],
    [
      'crashing, however young',
      aBrokenPod('voice-ors-0', { ...young, reason: 'CrashLoopBackOff' }),
      'failing',
      'CrashLoopBackOff',
    ],
    [
      'without image',
      aBrokenPod('voice-ors-0', { phase: 'Pending', reason: 'ImagePullBackOff' }),
      'failing',
      'ImagePullBackOff',
    ],
    ['evicted', aPod('voice-ors-0', { phase: 'Failed', reason: 'Evicted', ready: false }), 'failing', 'Evicted'],
    ['done', aPod('voice-ors-0', { phase: 'Succeeded', ready: false }), 'ok', 'Completed'],
    ['on a lost node', aPod('voice-ors-0', { phase: 'Unknown', reason: 'NodeLost' }), 'unknown', 'NodeLost'],
    ['going', aPod('voice-ors-0', { deleteDeadline: secondsAgo(-10) }), 'paused', 'terminating'],
    ['overdue', aPod('voice-ors-0', { deleteDeadline: secondsAgo(300) }), 'degraded', 'stuck terminating'],
  ])('%s', (_name, pod, status, word) => {
    expect(podState(pod, nowMs)).toEqual({ status, word })
  })
})

describe('counting', () => {
  it('leaves out pods that go, failed or are done', () => {
    const kept = [aPod('voice-ors-0'), aBrokenPod('voice-ors-1'), aPod('voice-ors-2', { phase: 'Unknown' })]
    const left = [
      aPod('voice-ors-3', { deleteDeadline: secondsAgo(0) }),
      aPod('voice-ors-4', { phase: 'Failed', ready: false }),
      aPod('voice-ors-5', { phase: 'Succeeded', ready: false }),
    ]
    expect(kept.every(isCounted)).toBe(true)
    expect(left.some(isCounted)).toBe(false)
    expect(countReplicas([aWorkload('voice-ors', 3)], [...kept, ...left])).toEqual({ ready: 2, desired: 3 })
  })
  it('adds up workloads', () => {
    expect(countReplicas([aWorkload('t2100', 1), aWorkload('t2101', 2)], [])).toEqual({ ready: 0, desired: 3 })
  })
  it('lets no pod that one has too many stand for one that another lacks', () => {
    const pods = [aPod('t2100-0'), aPod('t2101-0'), aPod('t2101-1')]
    expect(countReplicas([aWorkload('t2100', 2), aWorkload('t2101', 1)], pods)).toEqual({ ready: 2, desired: 3 })
  })
})

describe('isHopeless', () => {
  it.each([
    ['CrashLoopBackOff', true],
    ['Unschedulable', false],
    [null, false],
  ])('%s: %s', (reason, hopeless) => {
    expect(isHopeless(aBrokenPod('voice-ors-0', { reason }))).toBe(hopeless)
  })
})

describe('ageSeconds', () => {
  it('is never negative, since clocks differ', () => {
    expect(ageSeconds(secondsAgo(90), nowMs)).toBe(90)
    expect(ageSeconds(secondsAgo(-5), nowMs)).toBe(0)
  })
})

describe('readCluster', () => {
  it('reads a pod that did not change once, however often it is looked at', () => {
    const [pod, other] = recordedPods()
    if (!pod || !other) throw new Error('two recorded pods')
    const empty = { workloads: [], autoscalers: [] }
    const first = readCluster({ ...empty, pods: [pod] })
    const second = readCluster({ ...empty, pods: [pod, { ...other }] })
    expect(second.pods[0]).toBe(first.pods[0])
    expect(second.pods.map(({ name }) => name)).toEqual([pod.name, other.name])
  })
})
