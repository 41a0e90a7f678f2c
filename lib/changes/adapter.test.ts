import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toAutoscaler as readAutoscaler, toClusterEvent } from '@/lib/kubernetes/adapter'
import type { ClusterEvent } from '@/lib/kubernetes/schema'
import { aPod, secondsAgo } from '@/lib/testing/service-parts'
import { toAutoscaler } from '@/lib/workloads/adapter'
import { eventChanges, podChanges } from './adapter'
import { changeSchema } from './schema'

function recorded(file: string): unknown[] {
  const path = new URL(`../testing/recorded/kubernetes/${file}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')).body.items
}

const autoscalers = recorded('list-hpa').map((raw) => toAutoscaler(readAutoscaler(raw)))

const event = (change: Partial<ClusterEvent>): ClusterEvent => ({
  uid: 'e1',
  namespace: 'voice',
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  object: { kind: 'Pod', name: 'voice-ors-0' },
  component: 'kubelet',
  count: 1,
  firstAt: null,
  lastAt: secondsAgo(60),
  ...change,
})

function one(change: Partial<ClusterEvent>) {
  const changes = eventChanges('default', [event(change)], autoscalers)
  for (const found of changes) changeSchema.parse(found)
  return changes[0]
}

describe('recorded events', () => {
  const changes = eventChanges('default', recorded('list-events').map(toClusterEvent), autoscalers)
  it('leave out the steps of every pod and keep what changed or failed', () => {
    const reasons = new Set(changes.map((change) => change.title.split(': ')[1]))
    expect([...reasons].sort()).toEqual([
      'FailedComputeMetricsReplicas',
      'FailedGetResourceMetric',
      'ProvisioningFailed',
      'ScalingReplicaSet',
    ])
    for (const change of changes) expect(changeSchema.parse(change)).toEqual(change)
  })
  it('belong to the service that an autoscaler scales', () => {
    const failed = changes.find((change) => change.subject === 'voice-agent-hpa')
    expect(failed).toMatchObject({ kind: 'autoscaler', serviceId: 'agent-state', tone: 'degraded' })
  })
})

describe('eventChanges', () => {
  it.each([
    ['a warning of a pod', {}, 'pod', 'degraded', 'ors'],
    [
      'a warning of something else',
      { object: { kind: 'PersistentVolumeClaim', name: 'x' } },
      'event',
      'degraded',
      null,
    ],
    [
      'a rescale',
      {
        type: 'Normal',
        reason: 'SuccessfulRescale',
        object: { kind: 'HorizontalPodAutoscaler', name: 'voice-agent-hpa' },
      },
      'autoscaler',
      null,
      'agent-state',
    ],
    ['an eviction', { type: 'Normal', reason: 'TaintManagerEviction' }, 'eviction', 'degraded', 'ors'],
    [
      'a replica set',
      { type: 'Normal', reason: 'ScalingReplicaSet', object: { kind: 'Deployment', name: 'voice-sipfe' } },
      'scaling',
      null,
      'front-end',
    ],
  ] satisfies [string, Partial<ClusterEvent>, string, string | null, string | null][])(
    '%s',
    (_name, change, kind, tone, serviceId) => {
      expect(one(change)).toMatchObject({ kind, tone, serviceId })
    },
  )
  it('is silent on a step of every pod', () => {
    expect(one({ type: 'Normal', reason: 'Pulled' })).toBeUndefined()
  })
  it('is silent on an event without a time', () => {
    expect(one({ lastAt: '' })).toBeUndefined()
  })
  it('counts what repeats, from its first time on, and cuts what is endless', () => {
    const change = one({ count: 12, firstAt: secondsAgo(900), message: 'x'.repeat(5000) })
    expect(change).toMatchObject({ count: 12, at: secondsAgo(900) })
    expect(change?.detail).toHaveLength(300)
  })
})

describe('podChanges', () => {
  const ended = (exitCode: number | null, reason: string | null) =>
    aPod('voice-ors-0', {
      restarts: 4,
      lastTermination: { container: 'voice-ors', at: secondsAgo(90), reason, exitCode },
    })
  it.each([
    [
      ended(137, 'OOMKilled'),
      'voice-ors-0: container voice-ors crashed',
      'OOMKilled, exit code 137; 4 restarts so far',
      'failing',
    ],
    [
      ended(0, 'Completed'),
      'voice-ors-0: container voice-ors ended',
      'Completed, exit code 0; 4 restarts so far',
      null,
    ],
    [ended(null, null), 'voice-ors-0: container voice-ors crashed', 'No reason given; 4 restarts so far', 'failing'],
  ])('%#: tells how a container ended', (pod, title, detail, tone) => {
    const [change] = podChanges('default', [pod])
    expect(changeSchema.parse(change)).toMatchObject({ kind: 'restart', title, detail, tone, at: secondsAgo(90) })
  })
  it('tells an eviction', () => {
    const pod = aPod('voice-ors-0', { phase: 'Failed', reason: 'Evicted', message: 'low on memory', ready: false })
    expect(podChanges('default', [pod])[0]).toMatchObject({
      kind: 'eviction',
      title: 'voice-ors-0 evicted',
      detail: 'low on memory',
    })
  })
  it('says nothing of a pod that just runs', () => {
    expect(podChanges('default', [aPod('voice-ors-0')])).toEqual([])
  })
})
