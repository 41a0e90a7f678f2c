import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAutoscaler as readAutoscaler, toPod as readPod, toDeployment, toStatefulSet } from '@/lib/kubernetes/adapter'
import type { Pod as ClusterPod, Container } from '@/lib/kubernetes/schema'
import { imageTag, toAutoscaler, toPod, toWorkload } from './adapter'
import { autoscalerSchema, podSchema, workloadSchema } from './schema'

function recorded(file: string): unknown[] {
  const path = new URL(`../testing/recorded/kubernetes/${file}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')).body.items
}

const clusterPods = recorded('list-pods').map(readPod)
const pods = clusterPods.map(toPod)
const byName = (name: string) => pods.find((pod) => pod.name === name)

describe('recorded pods', () => {
  it('all fit the schema and belong to a service', () => {
    expect(pods.length).toBeGreaterThan(20)
    for (const pod of pods) {
      expect(podSchema.parse(pod)).toEqual(pod)
      expect(pod.service, pod.name).not.toBeNull()
    }
  })
  it('carry what the screen shows', () => {
    expect(byName('t2100-0')).toMatchObject({
      service: 'tenant',
      workload: 't2100',
      canary: false,
      phase: 'Running',
      ready: true,
      readyContainers: 3,
      totalContainers: 3,
      restarts: 0,
      imageVersion: '100.0.1000006',
      node: 'node-1',
      reason: null,
      createdAt: '2026-11-20T18:24:48.000Z',
      readyChangedAt: '2026-11-20T18:25:28.000Z',
      deleteDeadline: null,
    })
  })
  it('tell a canary and its own version', () => {
    expect(pods.filter((pod) => pod.canary)).toEqual([
      expect.objectContaining({
        workload: 'voice-agent-canary',
        service: 'agent-state',
        imageVersion: '100.0.1000007',
      }),
    ])
  })
})

describe('recorded workloads and autoscalers', () => {
  it('fit the schema', () => {
    const workloads = [
      ...recorded('list-deployments').map(toDeployment),
      ...recorded('list-statefulsets').map(toStatefulSet),
    ].map(toWorkload)
    for (const workload of workloads) expect(workloadSchema.parse(workload)).toEqual(workload)
    expect(workloads.find((workload) => workload.name === 'voice-agent')).toMatchObject({
      kind: 'Deployment',
      service: 'agent-state',
      desiredReplicas: 2,
      revision: '1',
      imageVersion: '100.0.1000006',
      unavailableSince: null,
    })
  })
  it('say that an autoscaler cannot read its metrics', () => {
    const autoscalers = recorded('list-hpa').map((raw) => toAutoscaler(readAutoscaler(raw)))
    for (const autoscaler of autoscalers) {
      expect(autoscalerSchema.parse(autoscaler)).toEqual(autoscaler)
      expect(autoscaler).toMatchObject({ active: false, limited: false })
      expect(autoscaler.message).toContain('unable to')
    }
  })
})

const container = (change: Partial<Container>): Container => ({
  name: 'voice-agent',
  image: 'registry.example/voice-agent:100.0.1000006',
  init: false,
  ready: false,
  restarts: 0,
  state: 'running',
  reason: null,
  message: null,
  since: null,
  exitCode: null,
  lastTermination: null,
  ...change,
})

function podWith(change: Partial<ClusterPod>): ReturnType<typeof toPod> {
  const [first] = clusterPods
  if (!first) throw new Error('no recorded pod')
  return toPod({ ...first, ready: false, conditions: [], containers: [container({})], ...change })
}

describe('what holds a pod up', () => {
  it.each([
    ['nothing to tell', {}, null],
    ['its own word', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }, 'Evicted'],
    [
      'a waiting container',
      { containers: [container({ state: 'waiting', reason: 'CrashLoopBackOff' })] },
      'CrashLoopBackOff',
    ],
    ['an ended container', { containers: [container({ state: 'terminated', reason: 'OOMKilled' })] }, 'OOMKilled'],
    [
      'an init container that failed',
      { containers: [container({ init: true, state: 'terminated', reason: 'Error', exitCode: 1 }), container({})] },
      'Error',
    ],
    [
      'not an init container that is done',
      { containers: [container({ init: true, state: 'terminated', reason: 'Completed', exitCode: 0 }), container({})] },
      null,
    ],
    [
      'the scheduler',
      {
        phase: 'Pending',
        containers: [container({ state: 'unknown' })],
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes', since: null },
        ],
      },
      'Unschedulable',
    ],
    ['nothing while it is ready', { ready: true, containers: [container({ state: 'waiting', reason: 'x' })] }, null],
  ] satisfies [string, Partial<ClusterPod>, string | null][])('%s', (_name, change, reason) => {
    expect(podWith(change).reason).toBe(reason)
  })
})

describe('the service of a pod', () => {
  const name = 'voice-agent-migrate-x7k2p'
  const owned = (kind: string, owner: string) => podWith({ name, workload: { kind, name: owner } }).service
  it('is told by the owner, where there is one', () => {
    expect(owned('Deployment', 'voice-agent')).toBe('agent-state')
    expect(owned('StatefulSet', 'voice-ors')).toBe('ors')
  })
  it('is none for a pod of a Job, whatever the names look like', () => {
    expect(owned('Job', 'voice-agent-migrate')).toBeNull()
    expect(owned('Job', 'voice-agent')).toBeNull()
  })
  it('is none for a pod of a workload that is not of the platform', () => {
    expect(owned('DaemonSet', 'voice-agent-migrate')).toBeNull()
  })
  it('is told by the name where no owner tells', () => {
    const given = 'voice-agent-59fd95d95c-x7k2p'
    const pod = podWith({ name: given, workload: { kind: 'ReplicaSet', name: 'voice-agent-59fd95d95c' } })
    expect(pod).toMatchObject({ service: 'agent-state', workload: 'voice-agent' })
    expect(podWith({ name: given, workload: null }).service).toBe('agent-state')
    expect(podWith({ name, workload: null }).service).toBeNull()
  })
})

describe('how its last container ended', () => {
  const ended = (at: string, reason: string) => ({ at, reason, exitCode: 137 })
  it('is the newest of them, sidecars too', () => {
    const pod = podWith({
      containers: [
        container({ lastTermination: ended('2026-11-20T10:00:00Z', 'OOMKilled') }),
        container({ name: 'fluent-bit', lastTermination: ended('2026-11-20T11:00:00Z', 'Error') }),
      ],
    })
    expect(pod.lastTermination).toEqual({
      container: 'fluent-bit',
      at: '2026-11-20T11:00:00.000Z',
      reason: 'Error',
      exitCode: 137,
    })
  })
  it('is the present state of a container that has ended', () => {
    const pod = podWith({
      containers: [container({ state: 'terminated', reason: 'Error', exitCode: 1, since: '2026-11-20T11:30:00Z' })],
    })
    expect(pod.lastTermination).toMatchObject({ reason: 'Error', exitCode: 1, at: '2026-11-20T11:30:00.000Z' })
  })
  it('is null without a time', () => {
    expect(
      podWith({ containers: [container({ lastTermination: { at: null, reason: 'Error', exitCode: 1 } })] })
        .lastTermination,
    ).toBeNull()
  })
})

describe('autoscaler bounds', () => {
  const limited = (status: 'True' | 'False', reason: string) => {
    const [raw] = recorded('list-hpa')
    const conditions = [{ type: 'ScalingLimited', status, reason, message: 'at its bound', since: null }]
    return toAutoscaler({ ...readAutoscaler(raw), conditions })
  }
  it('tell need from rest', () => {
    expect(limited('True', 'TooManyReplicas')).toMatchObject({ limited: true, active: true, message: 'at its bound' })
    expect(limited('True', 'TooFewReplicas')).toMatchObject({ limited: false, message: null })
    expect(limited('False', 'DesiredWithinRange')).toMatchObject({ limited: false, message: null })
  })
})

describe('imageTag', () => {
  it.each([
    ['registry.example/voice-agent:100.0.1000006', '100.0.1000006'],
    ['registry.example:5000/voice-agent:1', '1'],
    ['registry.example:5000/voice-agent', null],
    ['voice-agent', null],
    ['voice-agent:', null],
    ['voice-agent:1.2@sha256:0123abc', '1.2'],
    ['voice-agent@sha256:0123abc', null],
    ['', null],
  ])('%s: %s', (image, tag) => {
    expect(imageTag(image)).toBe(tag)
  })
  it('finds any tag behind any registry', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 65_535 }), word, word, (host, port, name, tag) => {
        expect(imageTag(`${host}:${port}/${name}:${tag}`)).toBe(tag)
      }),
    )
  })
})
