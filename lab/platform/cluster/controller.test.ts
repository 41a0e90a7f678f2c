import { describe, expect, it } from 'vitest'
import { createLabCluster } from '../testing/lab-cluster'
import { type Deployment, isReady, type Pod, type StatefulSet } from './shapes'

const scale = (
  lab: ReturnType<typeof createLabCluster>,
  resource: 'deployments' | 'statefulsets',
  name: string,
  replicas: number,
) => lab.cluster.store.patch(resource, { namespace: 'voice', name }, { spec: { replicas } }, 'merge')

const namesOf = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.name).sort()
const eventsAbout = ({ cluster }: ReturnType<typeof createLabCluster>, name: string) =>
  cluster.store
    .all('events', 'voice')
    .filter((event) => (event.involvedObject as { name: string }).name.startsWith(name))
    .map((event) => `${event.reason}: ${event.message}`)

describe('a cluster at rest', () => {
  it('changes nothing by itself but the measurements of the autoscalers', () => {
    const lab = createLabCluster()
    const changed = new Set<string>()
    lab.cluster.store.subscribe(({ resource }) => changed.add(resource))
    lab.advance(120)
    expect([...changed]).toEqual(['horizontalpodautoscalers'])
  })

  it('has every pod ready and every workload complete', () => {
    const { cluster } = createLabCluster()
    expect(cluster.store.all<Pod>('pods').every(isReady)).toBe(true)
    for (const { spec, status } of cluster.store.all<Deployment>('deployments')) {
      expect(status).toMatchObject({ replicas: spec.replicas, readyReplicas: spec.replicas })
      expect(status.unavailableReplicas).toBeUndefined()
    }
  })

  it('is the same in two processes with one seed, and not with another', () => {
    const content = (seed: number) => JSON.stringify(createLabCluster({ seed }).cluster.store.all('pods'))
    expect(content(7)).toBe(content(7))
    expect(content(7)).not.toBe(content(8))
  })
})

describe('scaling', () => {
  it('adds a pod that is scheduled, created, started and ready in turn', () => {
    const lab = createLabCluster()
    const before = namesOf(lab.podsOf('voice-sipfe'))
    scale(lab, 'deployments', 'voice-sipfe', 4)
    const phases: string[] = []
    for (let step = 0; step < 80; step++) {
      lab.advance(0.25)
      const fresh = lab.podsOf('voice-sipfe').find(({ metadata }) => !before.includes(metadata.name))
      const state = fresh?.status.containerStatuses?.[0]?.state
      const phase = fresh
        ? [
            fresh.status.phase,
            fresh.spec.nodeName ? 'placed' : 'unplaced',
            state ? Object.keys(state)[0] : 'none',
            isReady(fresh),
          ].join(' ')
        : 'none'
      if (phases.at(-1) !== phase) phases.push(phase)
    }
    expect(phases).toEqual([
      'Pending unplaced none false',
      'Pending placed waiting false',
      'Running placed running false',
      'Running placed running true',
    ])
    expect(lab.object('deployments', 'voice-sipfe').status).toMatchObject({ readyReplicas: 4, observedGeneration: 2 })
  })

  it('takes the youngest pods away first, and stateful pods from the top', () => {
    const lab = createLabCluster()
    const sipfe = lab.podsOf('voice-sipfe').toSorted((a, b) => lab.cluster.pods.slotOf(a) - lab.cluster.pods.slotOf(b))
    scale(lab, 'deployments', 'voice-sipfe', 1)
    scale(lab, 'statefulsets', 'voice-ors', 1)
    lab.advance(5)
    expect(namesOf(lab.podsOf('voice-sipfe'))).toEqual(namesOf(sipfe.slice(0, 1)))
    expect(namesOf(lab.podsOf('voice-ors'))).toEqual(['voice-ors-0'])
    expect(eventsAbout(lab, 'voice-ors')).toContain(
      'SuccessfulDelete: Delete Pod voice-ors-1 in StatefulSet voice-ors successful',
    )
  })

  it('keeps what a person asked for: the autoscaler does not take it back', () => {
    const lab = createLabCluster()
    scale(lab, 'deployments', 'voice-sipfe', 5)
    lab.advance(900, 2)
    expect(lab.podsOf('voice-sipfe')).toHaveLength(5)
  })
})

describe('a pod that goes', () => {
  it.each([
    ['voice-sipfe', 'another name'],
    ['voice-ors', 'its own name'],
  ])('from %s comes back under %s', (workload, under) => {
    const lab = createLabCluster()
    const [victim] = lab.podsOf(workload)
    if (!victim) throw new Error('no pod')
    const slot = lab.cluster.pods.slotOf(victim)
    lab.cluster.store.delete('pods', 'voice', victim.metadata.name)
    lab.advance(30)
    const after = lab.podsOf(workload)
    expect(after.every(isReady)).toBe(true)
    expect(after).toHaveLength(workload === 'voice-ors' ? 2 : 3)
    const successor = after.find((pod) => lab.cluster.pods.slotOf(pod) === slot)
    expect(successor?.metadata.uid).not.toBe(victim.metadata.uid)
    expect(successor?.metadata.name === victim.metadata.name).toBe(under === 'its own name')
  })
})

describe('a roll-out', () => {
  const restart = { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } } }

  it('replaces all pods of a deployment without ever having too few', () => {
    const lab = createLabCluster()
    const before = namesOf(lab.podsOf('voice-callthread'))
    lab.cluster.store.patch('deployments', { namespace: 'voice', name: 'voice-callthread' }, restart)
    let fewest = 3
    for (let step = 0; step < 600; step++) {
      lab.advance(0.25)
      fewest = Math.min(fewest, lab.podsOf('voice-callthread').filter(isReady).length)
    }
    const after = lab.podsOf('voice-callthread')
    expect(fewest).toBeGreaterThanOrEqual(3)
    expect(after).toHaveLength(3)
    expect(namesOf(after).filter((name) => before.includes(name))).toEqual([])
    const deployment = lab.object('deployments', 'voice-callthread')
    expect(deployment.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '2' })
    expect(deployment.status).toMatchObject({ updatedReplicas: 3, readyReplicas: 3 })
    const sets = lab.cluster.store
      .all('replicasets', 'voice')
      .filter(({ metadata }) => metadata.name.startsWith('voice-callthread'))
    expect(sets.map(({ spec }) => spec?.replicas).sort()).toEqual([0, 3])
  })

  it('goes through a stateful set from the top, one pod at a time', () => {
    const lab = createLabCluster()
    lab.cluster.store.patch('statefulsets', { namespace: 'voice', name: 'voice-sip' }, restart)
    lab.advance(4)
    expect(isReady(lab.pod('voice-sip-0'))).toBe(true)
    lab.advance(60)
    const set = lab.object('statefulsets', 'voice-sip') as StatefulSet
    expect(set.status.currentRevision).toBe(set.status.updateRevision)
    expect(set.status).toMatchObject({ updatedReplicas: 2, readyReplicas: 2 })
  })

  it('waits for someone to delete the pods of voice-rq, whose strategy is OnDelete', () => {
    const lab = createLabCluster()
    const uid = lab.pod('voice-rq-0').metadata.uid
    lab.cluster.store.patch('statefulsets', { namespace: 'voice', name: 'voice-rq' }, restart)
    lab.advance(60)
    expect(lab.pod('voice-rq-0').metadata.uid).toBe(uid)
    lab.cluster.store.delete('pods', 'voice', 'voice-rq-0')
    lab.advance(30)
    expect(lab.object('statefulsets', 'voice-rq').status).toMatchObject({ updatedReplicas: 1, readyReplicas: 2 })
  })
})

describe('what belongs to an object', () => {
  it('goes with it', () => {
    const lab = createLabCluster()
    lab.cluster.store.delete('deployments', 'voice', 'voice-sipfe')
    lab.cluster.store.delete('statefulsets', 'voice', 'voice-rq')
    lab.advance(5)
    expect(lab.podsOf('voice-sipfe')).toEqual([])
    expect(lab.podsOf('voice-rq')).toEqual([])
    expect(lab.cluster.store.all('replicasets').some(({ metadata }) => metadata.name.startsWith('voice-sipfe'))).toBe(
      false,
    )
  })
})

describe('speed', () => {
  it('shortens what pods wait', () => {
    const secondsUntilReady = (speed: number) => {
      const lab = createLabCluster({ speed })
      const { uid } = lab.pod('voice-ors-0').metadata
      lab.cluster.store.delete('pods', 'voice', 'voice-ors-0')
      for (let seconds = 0; seconds < 60; seconds += 0.25) {
        lab.advance(0.25)
        const pods = lab.podsOf('voice-ors')
        if (pods.length === 2 && pods.every((pod) => isReady(pod) && pod.metadata.uid !== uid)) return seconds
      }
      return 60
    }
    expect(secondsUntilReady(1)).toBeGreaterThan(5)
    expect(secondsUntilReady(20)).toBeLessThan(2)
  })
})

describe('a snapshot', () => {
  it('brings the cluster back as it was left', async () => {
    const lab = createLabCluster()
    scale(lab, 'deployments', 'voice-sipfe', 4)
    lab.cluster.store.delete('pods', 'voice', 'voice-ors-0')
    await lab.control.break({ scenario: 'pod-crashloop', target: 'registrar' })
    lab.advance(40)
    const saved = JSON.parse(JSON.stringify(lab.snapshot()))
    const again = createLabCluster({ snapshot: saved, activations: lab.faults.activations, nowMs: lab.now() })
    const view = ({ cluster }: typeof lab) =>
      cluster.store
        .all<Pod>('pods')
        .map((pod) => [pod.metadata.name, pod.metadata.uid, cluster.pods.slotOf(pod), pod.status])
    expect(view(again)).toEqual(view(lab))
    expect(again.cluster.store.resourceVersion).toBeGreaterThanOrEqual(lab.cluster.store.resourceVersion)
    again.cluster.store.delete('pods', 'voice', lab.podsOf('voice-sipfe')[0]?.metadata.name ?? '')
    again.advance(30)
    expect(again.podsOf('voice-sipfe')).toHaveLength(4)
    expect(new Set(again.cluster.store.all<Pod>('pods').map(({ status }) => status.podIP)).size).toBe(
      again.cluster.store.count('pods'),
    )
  })
})
