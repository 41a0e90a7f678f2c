import { unitNumber } from '../load/seeded-number'
import type { PodFault } from '../scenarios/effect'
import { type Cluster, placeOf } from './cluster'
import { podAddress } from './initial-state'
import {
  backedOffContainer,
  type PodPlace as NodeChoice,
  restartedContainer,
  scheduledPod,
  startedPod,
  unschedulablePod,
  withReadiness,
} from './pod'
import { podKey } from './pod-index'
import { type ContainerStatus, isReady, type Pod } from './shapes'

/** Seconds, at speed 1, that a pod spends in each state. */
const seconds = { schedule: 0.4, create: 3, readiness: 6, crash: 4, stop: 1.5 } as const
const backOff = { firstSeconds: 10, mostSeconds: 300 } as const

interface Step {
  /** How long after the pod came into its present state, at speed 1. */
  afterSeconds: number
  take: () => void
}

/**
 * Scheduler and kubelets in one: takes every pod through its life, one step at a time, each after its while. Only pods
 * that have a next step cost anything.
 */
export class Kubelet {
  /** Pods that may have a next step, and when they came into their present state. */
  readonly #unsettled = new Map<string, number>()
  #addressCount: number
  #faultVersion = -1

  constructor(
    private readonly cluster: Cluster,
    private readonly nodes: readonly NodeChoice[],
    addressCount: number,
  ) {
    this.#addressCount = addressCount
    for (const pod of cluster.pods.all()) this.#unsettled.set(podKey(pod), cluster.now())
    cluster.store.subscribe(({ key, type, object, previous }) => {
      if (type === 'DELETED') this.#unsettled.delete(key)
      // A change of the status is the kubelet's own; only news from others starts a new state.
      else if (type === 'ADDED' || object.metadata.deletionTimestamp !== previous?.metadata.deletionTimestamp) {
        this.#unsettled.set(key, cluster.now())
      }
    }, 'pods')
  }

  /** Addresses given out so far, for the snapshot. */
  get addressCount(): number {
    return this.#addressCount
  }

  /** Takes every step that is due. Returns how many. */
  run(): number {
    this.#noticeFaults()
    const nowMs = this.cluster.now()
    let taken = 0
    for (const [key, sinceMs] of [...this.#unsettled]) {
      const [namespace = '', name = ''] = key.split('/')
      const pod = this.cluster.store.get<Pod>('pods', namespace, name)
      const step = pod && this.#nextStep(pod)
      if (!step) {
        this.#unsettled.delete(key)
      } else if (nowMs - sinceMs >= (step.afterSeconds * 1000) / this.cluster.world.speed) {
        this.#unsettled.set(key, nowMs)
        step.take()
        taken += 1
      }
    }
    return taken
  }

  /** A scenario that begins or ends may touch any pod. */
  #noticeFaults(): void {
    const { version } = this.cluster.faults
    if (version === this.#faultVersion) return
    this.#faultVersion = version
    for (const pod of this.cluster.pods.all()) {
      const key = podKey(pod)
      if (!this.#unsettled.has(key)) this.#unsettled.set(key, this.cluster.now())
    }
  }

  #nextStep(pod: Pod): Step | undefined {
    if (pod.metadata.deletionTimestamp) return { afterSeconds: seconds.stop, take: () => this.#stop(pod) }
    const fault = this.cluster.faults.podFault(placeOf(this.cluster, pod))
    if (!pod.spec.nodeName) return this.#schedulingStep(pod, fault)
    const containers = pod.status.containerStatuses ?? []
    if (pod.status.phase === 'Pending') {
      return { afterSeconds: seconds.create * jitter(this.cluster, pod), take: () => this.#start(pod) }
    }
    return this.#waitingStep(pod, containers, fault) ?? this.#runningStep(pod, fault)
  }

  #schedulingStep(pod: Pod, fault: PodFault | undefined): Step | undefined {
    if (fault?.state !== 'unschedulable') return { afterSeconds: seconds.schedule, take: () => this.#schedule(pod) }
    const isKnown = pod.status.conditions?.some(({ reason }) => reason === 'Unschedulable')
    return { afterSeconds: isKnown ? 30 : seconds.schedule, take: () => this.#refuse(pod, fault.message) }
  }

  #waitingStep(pod: Pod, containers: readonly ContainerStatus[], fault: PodFault | undefined): Step | undefined {
    const waiting = containers.find(({ state }) => state.waiting?.reason === 'CrashLoopBackOff')
    if (!waiting) return undefined
    const stillCrashes = fault?.state === 'crash-loop' && containerOf(pod, fault) === waiting.name
    return {
      afterSeconds: stillCrashes
        ? backOffSeconds(waiting.restartCount)
        : Math.min(2, backOffSeconds(waiting.restartCount)),
      take: () => this.#restart(pod, waiting.name),
    }
  }

  #runningStep(pod: Pod, fault: PodFault | undefined): Step | undefined {
    const ready = isReady(pod)
    if (fault?.state === 'crash-loop') {
      const container = containerOf(pod, fault)
      return { afterSeconds: seconds.crash, take: () => this.#crash(pod, container, fault.message) }
    }
    if (fault?.state === 'unschedulable') {
      // Evicted, so that a successor comes that finds no node.
      return { afterSeconds: 0, take: () => this.#evict(pod) }
    }
    if (fault?.state === 'not-ready') {
      if (!ready) return undefined
      return { afterSeconds: 1, take: () => this.#setReadiness(pod, (name) => name !== pod.spec.containers[0]?.name) }
    }
    if (ready) return undefined
    return {
      afterSeconds: seconds.readiness * jitter(this.cluster, pod),
      take: () => this.#setReadiness(pod, () => true),
    }
  }

  #schedule(pod: Pod): void {
    const index = this.#addressCount + this.cluster.pods.slotOf(pod)
    const node = this.nodes[index % this.nodes.length]
    if (!node) return
    const placed = this.#save(scheduledPod(pod, node, this.cluster.now()))
    const { namespace, name } = pod.metadata
    this.#tell(
      placed,
      'Normal',
      'Scheduled',
      `Successfully assigned ${namespace}/${name} to ${node.nodeName}`,
      'default-scheduler',
    )
  }

  #refuse(pod: Pod, message: string): void {
    const refused = this.#save(unschedulablePod(pod, message, this.cluster.now()))
    this.#tell(refused, 'Warning', 'FailedScheduling', message, 'default-scheduler')
  }

  #start(pod: Pod): void {
    const started = this.#save(startedPod(pod, podAddress(this.#addressCount), this.cluster.now()))
    this.#addressCount += 1
    for (const { name, image } of pod.spec.containers) {
      this.#tell(started, 'Normal', 'Pulled', `Container image "${image}" already present on machine`)
      this.#tell(started, 'Normal', 'Created', `Created container: ${name}`)
      this.#tell(started, 'Normal', 'Started', `Started container ${name}`)
    }
  }

  #setReadiness(pod: Pod, isContainerReady: (name: string) => boolean): void {
    this.#save(withReadiness(pod, isContainerReady, this.cluster.now()))
  }

  #crash(pod: Pod, container: string, message: string): void {
    const restarts = pod.status.containerStatuses?.find(({ name }) => name === container)?.restartCount ?? 0
    const waiting = this.#save(backedOffContainer(pod, container, backOffSeconds(restarts), this.cluster.now()))
    const { namespace, name, uid } = pod.metadata
    const text = `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`
    this.#tell(waiting, 'Warning', 'BackOff', text)
    this.#tell(waiting, 'Warning', 'Failed', `Container ${container} exited with code 1: ${message}`)
  }

  #restart(pod: Pod, container: string): void {
    const restarted = this.#save(restartedContainer(pod, container, this.cluster.now()))
    this.#tell(restarted, 'Normal', 'Created', `Created container: ${container}`)
    this.#tell(restarted, 'Normal', 'Started', `Started container ${container}`)
  }

  #evict(pod: Pod): void {
    this.#tell(pod, 'Warning', 'Evicted', 'The node was low on resource: memory.')
    this.cluster.store.delete('pods', pod.metadata.namespace ?? '', pod.metadata.name)
  }

  #stop(pod: Pod): void {
    const { namespace = '', name } = pod.metadata
    for (const container of pod.spec.containers) {
      this.#tell(pod, 'Normal', 'Killing', `Stopping container ${container.name}`)
    }
    this.cluster.store.delete('pods', namespace, name, { gracePeriodSeconds: 0 })
  }

  #save(pod: Pod): Pod {
    return this.cluster.store.update('pods', pod) as Pod
  }

  #tell(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, component = 'kubelet'): void {
    this.cluster.events.record('pods', pod, { type, reason, message, component })
  }
}

function containerOf(pod: Pod, fault: Extract<PodFault, { state: 'crash-loop' }>): string {
  const main = pod.spec.containers[0]?.name ?? ''
  if (fault.container === 'main') return main
  return pod.spec.containers.find(({ name }) => name === fault.container)?.name ?? main
}

/** Doubles with each restart, up to five minutes. */
function backOffSeconds(restarts: number): number {
  return Math.min(backOff.mostSeconds, backOff.firstSeconds * 2 ** Math.min(restarts, 10))
}

/** Pods that start together do not get ready together. */
function jitter({ world }: Cluster, pod: Pod): number {
  return 0.7 + 0.8 * unitNumber(world.seed, `start/${pod.metadata.uid}`)
}
