import { deployment as sound } from '@/lib/catalogue/deployment'
import { nameSuffix } from '../load/seeded-number'
import type { Cluster } from './cluster'
import { ownerReference } from './pod'
import { isActive, isReady } from './shapes'
import { redisSubsets, sliceEndpoints } from './supporting-objects'
import { callbackNamespace, voiceNamespace } from './workloads'

/** Redis services answer, or do not: both kinds of endpoint objects say the same. */
export function reconcileRedisEndpoints({ store, faults }: Cluster): void {
  const down = faults.downEndpoints()
  for (const { name, port } of sound.redisServices) {
    const isUp = !down.has(name)
    const endpoints = store.get('endpoints', voiceNamespace, name)
    if (endpoints) store.update('endpoints', { ...endpoints, ...redisSubsets(port, isUp) })
    const slice = store
      .all('endpointslices', voiceNamespace)
      .find(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
    if (slice) store.update('endpointslices', { ...slice, ...sliceEndpoints(isUp) })
  }
}

/** The pods behind Callback's Service. */
export function reconcileCallbackEndpoints({ store, pods, world }: Cluster): void {
  const service = store.get('services', callbackNamespace, 'ges')
  if (!service) return
  const members = pods.ofWorkload(callbackNamespace, 'ges').filter((pod) => isActive(pod) && pod.status.podIP)
  const addressOf = (pod: (typeof members)[number]) => ({
    ip: pod.status.podIP,
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', namespace: callbackNamespace, name: pod.metadata.name, uid: pod.metadata.uid },
  })
  const addresses = members.filter(isReady).map(addressOf)
  const notReadyAddresses = members.filter((pod) => !isReady(pod)).map(addressOf)
  const port = { name: 'http', port: 3050, protocol: 'TCP' }
  const subset = {
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(notReadyAddresses.length > 0 ? { notReadyAddresses } : {}),
    ports: [port],
  }
  const labels = { servicename: 'ges' }
  put(store, 'endpoints', {
    metadata: { name: 'ges', namespace: callbackNamespace, labels },
    ...(members.length > 0 ? { subsets: [subset] } : {}),
  })
  put(store, 'endpointslices', {
    metadata: {
      name: `ges-${nameSuffix(world.seed, 'endpointslices/ges', 5)}`,
      generateName: 'ges-',
      namespace: callbackNamespace,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': 'ges',
        ...labels,
      },
      ownerReferences: [ownerReference({ kind: 'Service', object: service }, 'v1')],
    },
    addressType: 'IPv4',
    endpoints: members.map((pod) => ({
      addresses: [pod.status.podIP],
      conditions: { ready: isReady(pod), serving: isReady(pod), terminating: false },
      nodeName: pod.spec.nodeName,
      targetRef: addressOf(pod).targetRef,
    })),
    ports: [port],
  })
}

function put(
  store: Cluster['store'],
  resource: 'endpoints' | 'endpointslices',
  object: Parameters<Cluster['store']['create']>[1],
): void {
  const existing = store.get(resource, object.metadata.namespace ?? '', object.metadata.name)
  if (!existing) store.create(resource, object)
  else store.update(resource, { ...object, metadata: { ...existing.metadata, ...object.metadata } })
}
