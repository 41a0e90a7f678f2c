import { type ContainerStatus, isReady, type Pod, workloadNameOf } from '../cluster/shapes'
import { bytesOf, coresOf } from '../cluster/usage'
import type { FamilyBuffer } from './exposition'
import { type Labels, labelText } from './exposition'

/** The pod families of kube-state-metrics 2.x that the guide's alerts and the console read. */
export const podFamilies: readonly (readonly [name: string, type: 'gauge' | 'counter', help: string])[] = [
  ['kube_pod_info', 'gauge', 'Information about pod.'],
  ['kube_pod_created', 'gauge', 'Unix creation timestamp'],
  ['kube_pod_start_time', 'gauge', 'Start time in unix timestamp for a pod.'],
  ['kube_pod_owner', 'gauge', "Information about the Pod's owner."],
  ['kube_pod_labels', 'gauge', 'Kubernetes labels converted to Prometheus labels.'],
  ['kube_pod_deletion_timestamp', 'gauge', 'Unix deletion timestamp'],
  ['kube_pod_status_phase', 'gauge', 'The pods current phase.'],
  ['kube_pod_status_ready', 'gauge', 'Describes whether the pod is ready to serve requests.'],
  ['kube_pod_status_scheduled', 'gauge', 'Describes the status of the scheduling process for the pod.'],
  ['kube_pod_status_unschedulable', 'gauge', 'Describes the unschedulable status for the pod.'],
  ['kube_pod_container_info', 'gauge', 'Information about a container in a pod.'],
  ['kube_pod_container_status_ready', 'gauge', 'Describes whether the containers readiness check succeeded.'],
  ['kube_pod_container_status_running', 'gauge', 'Describes whether the container is currently in running state.'],
  ['kube_pod_container_status_waiting', 'gauge', 'Describes whether the container is currently in waiting state.'],
  [
    'kube_pod_container_status_waiting_reason',
    'gauge',
    'Describes the reason the container is currently in waiting state.',
  ],
  [
    'kube_pod_container_status_last_terminated_reason',
    'gauge',
    'Describes the last reason the container was in terminated state.',
  ],
  ['kube_pod_container_status_restarts_total', 'counter', 'The number of container restarts per container.'],
  ['kube_pod_container_state_started', 'gauge', 'Start time in unix timestamp for a pod container.'],
  [
    'kube_pod_container_resource_requests',
    'gauge',
    'The number of requested request resource by a container. It is recommended to use the kube_pod_resource_requests metric exposed by kube-scheduler instead, as it is more precise.',
  ],
  [
    'kube_pod_container_resource_limits',
    'gauge',
    'The number of requested limit resource by a container. It is recommended to use the kube_pod_resource_limits metric exposed by kube-scheduler instead, as it is more precise.',
  ],
]

const phases = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'] as const

const unixSeconds = (time: string | undefined) => (time ? Date.parse(time) / 1000 : 0)

export function addPodSeries(buffer: FamilyBuffer, pod: Pod): void {
  const { namespace = '', name, uid = '' } = pod.metadata
  const base: Labels = [
    ['namespace', namespace],
    ['pod', name],
    ['uid', uid],
  ]
  const text = labelText(base)
  const add = (family: string, labels: Labels, value: number) =>
    buffer.add(family, labels.length > 0 ? `${text},${labelText(labels)}` : text, value)
  addPodFacts(add, pod)
  addPodStatus(add, pod)
  for (const container of pod.status.containerStatuses ?? []) addContainerStatus(add, container)
  addResources(add, pod)
}

type Add = (family: string, labels: Labels, value: number) => void

function addPodFacts(add: Add, pod: Pod): void {
  const owner = pod.metadata.ownerReferences?.[0]
  const { status, spec } = pod
  add(
    'kube_pod_info',
    [
      ['host_ip', status.hostIP ?? ''],
      ['pod_ip', status.podIP ?? ''],
      ['node', spec.nodeName ?? ''],
      ['created_by_kind', owner?.kind ?? ''],
      ['created_by_name', owner?.name ?? ''],
      ['priority_class', ''],
      ['host_network', 'false'],
    ],
    1,
  )
  add('kube_pod_created', [], unixSeconds(pod.metadata.creationTimestamp))
  if (status.startTime) add('kube_pod_start_time', [], unixSeconds(status.startTime))
  if (pod.metadata.deletionTimestamp) {
    add('kube_pod_deletion_timestamp', [], unixSeconds(pod.metadata.deletionTimestamp))
  }
  if (owner) {
    add(
      'kube_pod_owner',
      [
        ['owner_kind', owner.kind],
        ['owner_name', owner.name],
        ['owner_is_controller', 'true'],
      ],
      1,
    )
  }
  add(
    'kube_pod_labels',
    [
      ['label_service', pod.metadata.labels?.service ?? ''],
      ['label_servicename', workloadNameOf(pod)],
    ],
    1,
  )
}

function addPodStatus(add: Add, pod: Pod): void {
  for (const phase of phases) {
    add('kube_pod_status_phase', [['phase', phase]], pod.status.phase === phase ? 1 : 0)
  }
  const scheduled = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  addCondition(add, 'kube_pod_status_ready', isReady(pod) ? 'true' : 'false')
  addCondition(add, 'kube_pod_status_scheduled', scheduled?.status === 'True' ? 'true' : 'false')
  if (scheduled?.reason === 'Unschedulable') add('kube_pod_status_unschedulable', [], 1)
}

function addCondition(add: Add, family: string, is: 'true' | 'false'): void {
  for (const condition of ['true', 'false', 'unknown'])
    add(family, [['condition', condition]], condition === is ? 1 : 0)
}

function addContainerStatus(add: Add, { name, image, ready, state, lastState, restartCount }: ContainerStatus): void {
  const container: Labels = [['container', name]]
  add(
    'kube_pod_container_info',
    [...container, ['image_spec', image], ['image', image], ['image_id', ''], ['container_id', '']],
    1,
  )
  add('kube_pod_container_status_ready', container, ready ? 1 : 0)
  add('kube_pod_container_status_running', container, state.running ? 1 : 0)
  add('kube_pod_container_status_waiting', container, state.waiting ? 1 : 0)
  if (state.waiting) {
    add('kube_pod_container_status_waiting_reason', [...container, ['reason', state.waiting.reason]], 1)
  }
  if (lastState.terminated) {
    add('kube_pod_container_status_last_terminated_reason', [...container, ['reason', lastState.terminated.reason]], 1)
  }
  if (state.running) add('kube_pod_container_state_started', container, unixSeconds(state.running.startedAt))
  add('kube_pod_container_status_restarts_total', container, restartCount)
}

function addResources(add: Add, pod: Pod): void {
  for (const { name, resources } of pod.spec.containers) {
    for (const kind of ['requests', 'limits'] as const) {
      const given = resources[kind]
      if (!given) continue
      const labels: Labels = [
        ['container', name],
        ['node', pod.spec.nodeName ?? ''],
      ]
      const family = `kube_pod_container_resource_${kind}`
      if (given.cpu) add(family, [...labels, ['resource', 'cpu'], ['unit', 'core']], coresOf(given.cpu))
      if (given.memory) add(family, [...labels, ['resource', 'memory'], ['unit', 'byte']], bytesOf(given.memory))
    }
  }
}
