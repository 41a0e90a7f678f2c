import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ZodError, z } from 'zod'
import { toAutoscaler, toClusterEvent, toDeployment, toPod, toStatefulSet, toVersion } from './adapter'
import { autoscalerSchema, clusterEventSchema, podSchema, workloadSchema } from './schema'

const recordedSchema = z.object({ body: z.object({ items: z.array(z.looseObject({})) }) })

/** Objects of a list recorded from a real API server 1.36. */
function recordedItems(name: string): Record<string, unknown>[] {
  const url = new URL(`../testing/recorded/kubernetes/${name}.json`, import.meta.url)
  return recordedSchema.parse(JSON.parse(readFileSync(url, 'utf8'))).body.items
}

function recordedFrames(name: string): { type: string; object: unknown }[] {
  const url = new URL(`../testing/recorded/kubernetes/${name}.jsonl`, import.meta.url)
  const lines = readFileSync(url, 'utf8').trim().split('\n')
  return lines.slice(1).map((line) => JSON.parse(line))
}

const pod = (status: object, extra: object = {}) => ({
  metadata: { uid: 'u', name: 'p', namespace: 'voice', creationTimestamp: '2026-11-20T18:00:00Z', ...extra },
  spec: { containers: [{ name: 'main', image: 'i:1' }] },
  status,
})

describe('toPod', () => {
  const pods = recordedItems('list-pods').map(toPod)

  it('reads every recorded pod', () => {
    expect(pods).toHaveLength(22)
    for (const one of pods) expect(podSchema.safeParse(one).error).toBeUndefined()
    expect(pods.every(({ ready, phase }) => ready && phase === 'Running')).toBe(true)
  })

  it('names the Deployment behind a ReplicaSet, and the StatefulSet itself', () => {
    const behind = Object.fromEntries(pods.map(({ name, workload }) => [name, workload]))
    expect(behind['voice-sipfe-544d9cfcc4-7qhm5']).toEqual({ kind: 'Deployment', name: 'voice-sipfe' })
    expect(behind['voice-agent-canary-78d69fb587-fg7kd']).toEqual({ kind: 'Deployment', name: 'voice-agent-canary' })
    expect(behind['voice-ors-0']).toEqual({ kind: 'StatefulSet', name: 'voice-ors' })
    expect(pods.find(({ name }) => name === 'voice-sipfe-544d9cfcc4-7qhm5')?.owner).toEqual({
      kind: 'ReplicaSet',
      name: 'voice-sipfe-544d9cfcc4',
    })
  })

  it('keeps a ReplicaSet whose pods carry no hash of its name', () => {
    const ownerReferences = [{ kind: 'ReplicaSet', name: 'by-hand', controller: true }]
    expect(toPod(pod({}, { ownerReferences })).workload).toEqual({ kind: 'ReplicaSet', name: 'by-hand' })
    expect(toPod(pod({}, { ownerReferences: [{ kind: 'Node', name: 'n' }] })).owner).toBeNull()
  })

  it('drops what nobody reads', () => {
    const text = JSON.stringify(pods)
    for (const unwanted of ['managedFields', 'last-applied', 'tolerations', 'volumeMounts', 'serviceAccount']) {
      expect(text).not.toContain(unwanted)
    }
    expect(text.length / pods.length).toBeLessThan(2000)
  })

  it('says why a container waits and how its last run ended', () => {
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-11-20T18:05:00Z' } }
    const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } }
    const status = { name: 'main', ready: false, restartCount: 4, state, lastState }
    const read = toPod(pod({ phase: 'Running', containerStatuses: [status] }))
    expect(read).toMatchObject({ ready: false, restarts: 4, phase: 'Running' })
    expect(read.containers[0]).toEqual({
      name: 'main',
      image: 'i:1',
      init: false,
      ready: false,
      restarts: 4,
      state: 'waiting',
      reason: 'CrashLoopBackOff',
      message: 'back-off 5m0s',
      since: null,
      exitCode: null,
      lastTermination: { at: '2026-11-20T18:05:00Z', reason: 'OOMKilled', exitCode: 137 },
    })
  })

  it('keeps init containers apart', () => {
    const raw = pod({
      initContainerStatuses: [{ name: 'setup', ready: true, restartCount: 3, state: { terminated: { exitCode: 0 } } }],
    })
    Object.assign(raw.spec, { initContainers: [{ name: 'setup', image: 'i:2' }] })
    const read = toPod(raw)
    expect(read.containers.map(({ name, init, state }) => [name, init, state])).toEqual([
      ['setup', true, 'terminated'],
      ['main', false, 'unknown'],
    ])
    expect(read.restarts).toBe(0)
  })

  it('takes a pod that nobody has looked at yet for what it is: not ready, nothing known', () => {
    const read = toPod(pod({ phase: 'Pending' }))
    expect(read).toMatchObject({ ready: false, node: null, startedAt: null, deletedAt: null, conditions: [] })
    expect(read.containers[0]).toMatchObject({ state: 'unknown', ready: false, since: null })
    expect(toPod(pod({})).phase).toBe('Unknown')
  })

  it('reads recorded watch frames, with a pod that is asked to go', () => {
    const read = recordedFrames('watch-pods')
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ object }) => toPod(object))
    expect(read[0]).toMatchObject({ name: 'voice-sipfe-544d9cfcc4-7qhm5', deletedAt: '2026-11-20T18:27:03Z' })
  })

  it.each([null, {}, [], 'pod', { metadata: {} }, pod({ phase: 'Dancing' }), { ...pod({}), spec: null }])(
    'refuses %j',
    (object) => {
      expect(() => toPod(object)).toThrow(ZodError)
    },
  )
})

describe('workloads', () => {
  it('reads every recorded Deployment and StatefulSet', () => {
    const deployments = recordedItems('list-deployments').map(toDeployment)
    const sets = recordedItems('list-statefulsets').map(toStatefulSet)
    for (const one of [...deployments, ...sets]) expect(workloadSchema.safeParse(one).error).toBeUndefined()
    expect(deployments.find(({ name }) => name === 'voice-agent')).toMatchObject({
      kind: 'Deployment',
      desiredReplicas: 2,
      readyReplicas: 2,
      updatedReplicas: 2,
      availableReplicas: 2,
      generation: 1,
      observedGeneration: 1,
      revision: '1',
      selector: { servicename: 'voice-agent' },
      images: [
        { container: 'voice-agent', image: 'registry.example/voice-agent:100.0.1000006' },
        { container: 'consul-dataplane', image: 'registry.example/consul-dataplane:1.13' },
      ],
    })
    expect(sets.find(({ name }) => name === 't2100')).toMatchObject({
      kind: 'StatefulSet',
      revision: 't2100-f54fb7f45',
    })
  })

  it('takes what Kubernetes leaves out for what Kubernetes means by it', () => {
    const read = toDeployment({
      metadata: { uid: 'u', name: 'w', namespace: 'voice', creationTimestamp: null },
      spec: { template: { spec: { containers: [] } } },
      status: {},
    })
    expect(read).toMatchObject({ desiredReplicas: 1, readyReplicas: 0, observedGeneration: 0, revision: null })
  })

  it('reads zero replicas as zero', () => {
    const raw = recordedItems('list-deployments')[0]
    const read = toDeployment({ ...raw, spec: { ...(raw?.spec as object), replicas: 0 } })
    expect(read.desiredReplicas).toBe(0)
  })
})

describe('toAutoscaler', () => {
  it('reads every recorded autoscaler', () => {
    const read = recordedItems('list-hpa').map(toAutoscaler)
    expect(read).toHaveLength(8)
    for (const one of read) expect(autoscalerSchema.safeParse(one).error).toBeUndefined()
    expect(read.find(({ name }) => name === 'voice-agent-hpa')).toMatchObject({
      target: { kind: 'Deployment', name: 'voice-agent' },
      minReplicas: 1,
      maxReplicas: 10,
      currentReplicas: 2,
      conditions: [
        { type: 'AbleToScale', status: 'True' },
        { type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric' },
      ],
    })
  })
})

describe('toClusterEvent', () => {
  it('reads every recorded event', () => {
    const read = recordedItems('list-events').map(toClusterEvent)
    expect(read).toHaveLength(57)
    for (const one of read) expect(clusterEventSchema.safeParse(one).error).toBeUndefined()
    expect(read[0]).toMatchObject({
      type: 'Warning',
      reason: 'ProvisioningFailed',
      object: { kind: 'PersistentVolumeClaim', name: 'sip-json-log-pvc' },
      count: 8,
      lastAt: '2026-11-20T18:26:24Z',
    })
  })

  it('takes time and count from the newer form', () => {
    const read = toClusterEvent({
      metadata: { uid: 'u', name: 'e', namespace: 'voice', creationTimestamp: '2026-11-20T18:00:00Z' },
      involvedObject: { kind: 'Pod', name: 'p' },
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: '2026-11-20T18:01:00.000000Z',
      series: { count: 5, lastObservedTime: '2026-11-20T18:09:00.000000Z' },
      reportingComponent: 'kubelet',
    })
    expect(read).toMatchObject({
      count: 5,
      firstAt: '2026-11-20T18:01:00.000000Z',
      lastAt: '2026-11-20T18:09:00.000000Z',
      component: 'kubelet',
      type: 'Normal',
    })
  })
})

describe('toVersion', () => {
  it.each([
    [{ gitVersion: 'v1.31.4', major: '1', minor: '31' }, 'v1.31.4'],
    [{ gitVersion: 'v1.27.9-gke.100', major: '1', minor: '27+' }, 'v1.27.9-gke.100'],
    [{ gitVersion: 'v0.0.0-master+8e16b12', major: '1', minor: '36' }, '1.36 (v0.0.0-master+8e16b12)'],
    [{ gitVersion: 'v0.0.0-master+8e16b12' }, 'v0.0.0-master+8e16b12'],
    [{ gitVersion: 'v1.30.0', major: '', minor: '' }, 'v1.30.0'],
  ])('%j is %s', (raw, version) => {
    expect(toVersion(raw)).toBe(version)
  })
})
