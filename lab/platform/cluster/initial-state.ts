import type { KubernetesObject, ResourceName } from '@/lab/kubernetes-api/store'
import { deployment as sound } from '@/lib/catalogue/deployment'
import { nameSuffix, numberBetween, seededUuid } from '../load/seeded-number'
import type { World } from '../world'
import { newPod, type PodOwner, scheduledPod, startedPod, withReadiness } from './pod'
import type { Deployment, Pod, PodTemplate } from './shapes'
import { timestamp } from './shapes'
import {
  callbackServiceObject,
  claimObjects,
  helmReleaseObject,
  mirroredSlice,
  namespaceObject,
  nodeObject,
  nodePlaces,
  redisServiceObjects,
  secretObjects,
} from './supporting-objects'
import { autoscalerObject, deploymentObject, replicaSetObject, statefulSetObject } from './workload-objects'
import { callbackNamespace, voiceNamespace, type WorkloadSpec } from './workloads'

export type Content = Partial<Record<ResourceName, KubernetesObject[]>>

export interface InitialState {
  content: Content
  /** The place of each pod among its workload's, by `namespace/name`. */
  slots: Map<string, number>
  resourceVersion: number
}

const dayMs = 86_400_000

/** The address of the n-th pod. */
export function podAddress(index: number): string {
  return `10.30.${Math.floor(index / 250)}.${2 + (index % 250)}`
}

/** Every object of a platform that has run well for weeks, in the order a real one would have created them. */
export function initialState(world: World): InitialState {
  const builder = new StateBuilder(world)
  builder.addSurroundings()
  for (const spec of world.workloads) builder.addWorkload(spec)
  return builder.finish()
}

class StateBuilder {
  readonly #content: Content = {}
  readonly #slots = new Map<string, number>()
  readonly #places: ReturnType<typeof nodePlaces>
  #resourceVersion = 100
  #podCount = 0

  constructor(private readonly world: World) {
    this.#places = nodePlaces(world.workloads.reduce((sum, { replicas }) => sum + replicas, 0))
  }

  finish(): InitialState {
    return { content: this.#content, slots: this.#slots, resourceVersion: this.#resourceVersion }
  }

  /** Adds an object with its uid, version and, unless it has one, its age. */
  #add<T extends KubernetesObject>(resource: ResourceName, object: T, createdMs = this.#ageOf(resource, object)): T {
    this.#resourceVersion += 1
    const { namespace = '', name } = object.metadata
    const stamped = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: object.metadata.uid ?? this.#uid(resource, namespace, name),
        resourceVersion: String(this.#resourceVersion),
        creationTimestamp: object.metadata.creationTimestamp ?? timestamp(createdMs),
      },
    }
    this.#list(resource).push(stamped)
    return stamped
  }

  #list(resource: ResourceName): KubernetesObject[] {
    const list = this.#content[resource] ?? []
    this.#content[resource] = list
    return list
  }

  #uid(resource: string, namespace: string, name: string): string {
    return seededUuid(this.world.seed, `${resource}/${namespace}/${name}`)
  }

  /** Installed between two months and two years ago. */
  #ageOf(resource: string, { metadata }: KubernetesObject): number {
    const days = numberBetween(this.world.seed, `age/${resource}/${metadata.namespace}/${metadata.name}`, 60, 700)
    return this.world.bornMs - days * dayMs
  }

  addSurroundings(): void {
    for (const name of ['default', callbackNamespace, voiceNamespace]) this.#add('namespaces', namespaceObject(name))
    for (const place of this.#places) this.#add('nodes', nodeObject(place, this.world.bornMs - 50 * dayMs))
    for (const { name, port } of sound.redisServices) this.#addRedis(name, port)
    this.#add('services', callbackServiceObject())
    for (const secret of secretObjects()) this.#add('secrets', secret)
    for (const { claim, volume } of claimObjects()) {
      this.#add('persistentvolumes', volume)
      this.#add('persistentvolumeclaims', claim)
    }
    for (const { name } of sound.monitoringCharts) this.#addHelmRelease(name, voiceNamespace)
  }

  #addRedis(name: string, port: number): void {
    const { service, endpoints } = redisServiceObjects(name, port)
    this.#add('services', service)
    const added = this.#add('endpoints', endpoints)
    const suffix = nameSuffix(this.world.seed, `endpointslices/${name}`, 5)
    this.#add('endpointslices', {
      ...mirroredSlice(name, port, added, suffix),
    })
  }

  #addHelmRelease(name: string, namespace: string): void {
    const { seed, bornMs } = this.world
    const revision = 2 + Math.floor(numberBetween(seed, `helm/${name}`, 0, 9))
    const deployedMs = bornMs - numberBetween(seed, `helm/${name}/days`, 41, 90) * dayMs
    const before = { name, namespace, revision: revision - 1, status: 'superseded' } as const
    this.#add('secrets', helmReleaseObject(before, deployedMs - 30 * dayMs), deployedMs - 30 * dayMs)
    this.#add('secrets', helmReleaseObject({ name, namespace, revision, status: 'deployed' }, deployedMs), deployedMs)
  }

  addWorkload(spec: WorkloadSpec): void {
    const { seed, bornMs } = this.world
    const resource = spec.kind === 'Deployment' ? 'deployments' : 'statefulsets'
    const key = `${resource}/${spec.namespace}/${spec.name}`
    const birth = {
      uid: this.#uid(resource, spec.namespace, spec.name),
      createdMs: bornMs - numberBetween(seed, `age/${key}`, 60, 700) * dayMs,
      // Older than the history that is back-filled, so that its counters run through.
      settledMs: bornMs - numberBetween(seed, `settled/${key}`, 9, 40) * dayMs,
    }
    if (spec.kind === 'Deployment') {
      const deployment = this.#add('deployments', deploymentObject(spec, birth))
      this.#addReplicaSet(spec, deployment, birth.settledMs)
    } else {
      const set = this.#add('statefulsets', statefulSetObject(spec, birth))
      const hash = String(set.status.currentRevision)
      for (let slot = 0; slot < spec.replicas; slot++) {
        const name = `${spec.name}-${slot}`
        const labels = statefulPodLabels(set.spec.template, name, slot, hash)
        const owner: PodOwner = { kind: 'StatefulSet', object: set }
        this.#addPod(spec, { name, labels, template: set.spec.template, owner, slot, startMs: birth.settledMs })
      }
    }
    const autoscaler = autoscalerObject(spec, {
      ...birth,
      uid: this.#uid('horizontalpodautoscalers', spec.namespace, spec.name),
    })
    if (autoscaler) this.#add('horizontalpodautoscalers', autoscaler)
    if (spec.serviceId !== 'tenant') this.#addHelmRelease(spec.name, spec.namespace)
  }

  #addReplicaSet(spec: WorkloadSpec, deployment: Deployment, startMs: number): void {
    const { replicas } = spec
    const planned = replicaSetObject(deployment, {
      template: deployment.spec.template,
      replicas,
      revision: 1,
      maxReplicas: replicas + Math.ceil(replicas / 4),
    })
    const counts = { fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas }
    const status = { replicas, ...counts, terminatingReplicas: 0, observedGeneration: 1 }
    const set = this.#add(
      'replicasets',
      { ...planned, metadata: { ...planned.metadata, generation: 1 }, status },
      startMs,
    )
    const { template } = set.spec
    for (let slot = 0; slot < replicas; slot++) {
      const name = `${set.metadata.name}-${nameSuffix(this.world.seed, `pods/${set.metadata.name}/${slot}`, 5)}`
      const owner: PodOwner = { kind: 'ReplicaSet', object: set }
      this.#addPod(spec, { name, labels: template.metadata.labels, template, owner, slot, startMs })
    }
  }

  #addPod(
    spec: WorkloadSpec,
    pod: Omit<Parameters<typeof newPod>[0], 'namespace'> & { slot: number; startMs: number },
  ): void {
    const index = this.#podCount
    this.#podCount += 1
    const place = this.#places[index % this.#places.length]
    if (!place) throw new Error('the cluster has no node')
    const { namespace } = spec
    const at = (seconds: number) => pod.startMs + seconds * 1000
    const running = startedPod(scheduledPod(newPod({ ...pod, namespace }), place, at(0)), podAddress(index), at(4))
    const ready: Pod = withReadiness(running, () => true, at(12))
    this.#slots.set(`${namespace}/${pod.name}`, pod.slot)
    this.#add('pods', { ...ready, metadata: { ...ready.metadata, generation: 1 } }, at(0))
  }
}

export function statefulPodLabels(template: PodTemplate, name: string, ordinal: number, revision: string) {
  return {
    'apps.kubernetes.io/pod-index': String(ordinal),
    'controller-revision-hash': revision,
    ...template.metadata.labels,
    'statefulset.kubernetes.io/pod-name': name,
  }
}
