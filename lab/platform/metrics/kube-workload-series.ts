import type { KubernetesObject, ObjectStore } from '@/lab/kubernetes-api/store'
import type { Autoscaler, Deployment, ReplicaSet, StatefulSet } from '../cluster/shapes'
import { type FamilyBuffer, type Labels, labelText } from './exposition'

/** The families of kube-state-metrics 2.x about everything but pods. */
export const workloadFamilies: readonly string[] = [
  'kube_deployment_created',
  'kube_deployment_metadata_generation',
  'kube_deployment_spec_replicas',
  'kube_deployment_spec_paused',
  'kube_deployment_status_observed_generation',
  'kube_deployment_status_replicas',
  'kube_deployment_status_replicas_ready',
  'kube_deployment_status_replicas_available',
  'kube_deployment_status_replicas_unavailable',
  'kube_deployment_status_replicas_updated',
  'kube_deployment_status_condition',
  'kube_replicaset_created',
  'kube_replicaset_owner',
  'kube_replicaset_spec_replicas',
  'kube_replicaset_status_replicas',
  'kube_replicaset_status_ready_replicas',
  'kube_statefulset_created',
  'kube_statefulset_metadata_generation',
  'kube_statefulset_replicas',
  'kube_statefulset_status_observed_generation',
  'kube_statefulset_status_replicas',
  'kube_statefulset_status_replicas_ready',
  'kube_statefulset_status_replicas_current',
  'kube_statefulset_status_replicas_updated',
  'kube_statefulset_status_replicas_available',
  'kube_statefulset_status_current_revision',
  'kube_statefulset_status_update_revision',
  'kube_horizontalpodautoscaler_info',
  'kube_horizontalpodautoscaler_metadata_generation',
  'kube_horizontalpodautoscaler_spec_min_replicas',
  'kube_horizontalpodautoscaler_spec_max_replicas',
  'kube_horizontalpodautoscaler_spec_target_metric',
  'kube_horizontalpodautoscaler_status_current_replicas',
  'kube_horizontalpodautoscaler_status_desired_replicas',
  'kube_horizontalpodautoscaler_status_target_metric',
  'kube_horizontalpodautoscaler_status_condition',
  'kube_node_info',
  'kube_node_status_condition',
  'kube_service_info',
  'kube_endpoint_address',
  'kube_persistentvolumeclaim_status_phase',
  'kube_namespace_status_phase',
]

/** `kube_deployment_spec_replicas` reads as its own help: kube-state-metrics' texts say little more. */
export function helpOf(family: string): string {
  return `${family.replace(/^kube_/, '').replaceAll('_', ' ')}, as kube-state-metrics has it.`
}

const unixSeconds = (object: KubernetesObject) => Date.parse(object.metadata.creationTimestamp ?? '') / 1000

/** Adds the series of one object under a prefix such as `kube_deployment`. */
function adder(buffer: FamilyBuffer, prefix: string, base: Labels) {
  const text = labelText(base)
  return (family: string, value: number, labels: Labels = []) =>
    buffer.add(`${prefix}_${family}`, labels.length > 0 ? `${text},${labelText(labels)}` : text, value)
}

const namespaced = (kind: string, { metadata }: KubernetesObject): Labels => [
  ['namespace', metadata.namespace ?? ''],
  [kind, metadata.name],
]

export function addWorkloadSeries(buffer: FamilyBuffer, store: ObjectStore): void {
  for (const deployment of store.all<Deployment>('deployments')) addDeployment(buffer, deployment)
  for (const set of store.all<ReplicaSet>('replicasets')) addReplicaSet(buffer, set)
  for (const set of store.all<StatefulSet>('statefulsets')) addStatefulSet(buffer, set)
  for (const autoscaler of store.all<Autoscaler>('horizontalpodautoscalers')) addAutoscaler(buffer, autoscaler)
  addSurroundings(buffer, store)
}

function addConditions(add: ReturnType<typeof adder>, family: string, conditions: { type: string; status: string }[]) {
  for (const { type, status } of conditions) {
    for (const value of ['True', 'False', 'Unknown']) {
      add(family, status === value ? 1 : 0, [
        ['condition', type],
        ['status', value.toLowerCase()],
      ])
    }
  }
}

function addDeployment(buffer: FamilyBuffer, deployment: Deployment): void {
  const add = adder(buffer, 'kube_deployment', namespaced('deployment', deployment))
  const { status, spec, metadata } = deployment
  add('created', unixSeconds(deployment))
  add('metadata_generation', metadata.generation ?? 0)
  add('spec_replicas', spec.replicas)
  add('spec_paused', 0)
  add('status_observed_generation', status.observedGeneration)
  add('status_replicas', status.replicas ?? 0)
  add('status_replicas_ready', status.readyReplicas ?? 0)
  add('status_replicas_available', status.availableReplicas ?? 0)
  add('status_replicas_unavailable', status.unavailableReplicas ?? 0)
  add('status_replicas_updated', status.updatedReplicas ?? 0)
  addConditions(add, 'status_condition', status.conditions ?? [])
}

function addReplicaSet(buffer: FamilyBuffer, set: ReplicaSet): void {
  const add = adder(buffer, 'kube_replicaset', namespaced('replicaset', set))
  const owner = set.metadata.ownerReferences?.[0]
  add('created', unixSeconds(set))
  add('owner', 1, [
    ['owner_kind', owner?.kind ?? ''],
    ['owner_name', owner?.name ?? ''],
    ['owner_is_controller', 'true'],
  ])
  add('spec_replicas', set.spec.replicas)
  add('status_replicas', set.status.replicas)
  add('status_ready_replicas', set.status.readyReplicas ?? 0)
}

function addStatefulSet(buffer: FamilyBuffer, set: StatefulSet): void {
  const add = adder(buffer, 'kube_statefulset', namespaced('statefulset', set))
  const { status } = set
  add('created', unixSeconds(set))
  add('metadata_generation', set.metadata.generation ?? 0)
  add('replicas', set.spec.replicas)
  add('status_observed_generation', status.observedGeneration)
  add('status_replicas', status.replicas)
  add('status_replicas_ready', status.readyReplicas ?? 0)
  add('status_replicas_current', status.currentReplicas ?? 0)
  add('status_replicas_updated', status.updatedReplicas ?? 0)
  add('status_replicas_available', status.availableReplicas)
  add('status_current_revision', 1, [['revision', status.currentRevision]])
  add('status_update_revision', 1, [['revision', status.updateRevision]])
}

function addAutoscaler(buffer: FamilyBuffer, autoscaler: Autoscaler): void {
  const add = adder(buffer, 'kube_horizontalpodautoscaler', namespaced('horizontalpodautoscaler', autoscaler))
  const { spec, status } = autoscaler
  const { apiVersion, kind, name } = spec.scaleTargetRef
  add('info', 1, [
    ['scaletargetref_api_version', apiVersion],
    ['scaletargetref_kind', kind],
    ['scaletargetref_name', name],
  ])
  add('metadata_generation', autoscaler.metadata.generation ?? 0)
  add('spec_min_replicas', spec.minReplicas)
  add('spec_max_replicas', spec.maxReplicas)
  for (const { resource } of spec.metrics) {
    add('spec_target_metric', resource.target.averageUtilization, metricLabels(resource.name, 'utilization'))
  }
  add('status_current_replicas', status.currentReplicas)
  add('status_desired_replicas', status.desiredReplicas)
  for (const { resource } of status.currentMetrics ?? []) {
    add('status_target_metric', resource.current.averageUtilization, metricLabels(resource.name, 'utilization'))
  }
  addConditions(add, 'status_condition', status.conditions)
}

const metricLabels = (name: string, type: string): Labels => [
  ['metric_name', name],
  ['metric_target_type', type],
]

const conditionsOf = (object: KubernetesObject) => {
  const conditions = object.status?.conditions
  return Array.isArray(conditions) ? (conditions as { type: string; status: string }[]) : []
}

function addSurroundings(buffer: FamilyBuffer, store: ObjectStore): void {
  for (const node of store.all('nodes')) {
    const add = adder(buffer, 'kube_node', [['node', node.metadata.name]])
    add('info', 1, [['kubelet_version', 'v1.36.2']])
    addConditions(add, 'status_condition', conditionsOf(node))
  }
  for (const service of store.all('services')) {
    const add = adder(buffer, 'kube_service', namespaced('service', service))
    add('info', 1, [['cluster_ip', String(service.spec?.clusterIP)]])
  }
  for (const endpoints of store.all('endpoints')) addEndpoints(buffer, endpoints)
  for (const claim of store.all('persistentvolumeclaims')) {
    const add = adder(buffer, 'kube_persistentvolumeclaim', namespaced('persistentvolumeclaim', claim))
    for (const phase of ['Lost', 'Bound', 'Pending']) {
      add('status_phase', claim.status?.phase === phase ? 1 : 0, [['phase', phase]])
    }
  }
  for (const { metadata, status } of store.all('namespaces')) {
    const add = adder(buffer, 'kube_namespace', [['namespace', metadata.name]])
    for (const phase of ['Active', 'Terminating'])
      add('status_phase', status?.phase === phase ? 1 : 0, [['phase', phase]])
  }
}

type Subset = { addresses?: { ip: string }[]; notReadyAddresses?: { ip: string }[] }

function addEndpoints(buffer: FamilyBuffer, endpoints: KubernetesObject): void {
  const add = adder(buffer, 'kube_endpoint', namespaced('endpoint', endpoints))
  const subsets = Array.isArray(endpoints.subsets) ? (endpoints.subsets as Subset[]) : []
  for (const { addresses = [], notReadyAddresses = [] } of subsets) {
    for (const [list, ready] of [
      [addresses, 'true'],
      [notReadyAddresses, 'false'],
    ] as const) {
      for (const { ip } of list) {
        add('address', 1, [
          ['ip', ip],
          ['ready', ready],
        ])
      }
    }
  }
}
