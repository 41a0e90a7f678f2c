import type { KubernetesObject } from '@/lab/kubernetes-api/store'
import { deployment } from '@/lib/catalogue/deployment'
import { ownerReference } from './pod'
import { timestamp } from './shapes'
import { callbackNamespace, voiceNamespace } from './workloads'

/** Everything around the workloads: nodes, services, secrets, claims, as the guide has an operator create them. */

export function namespaceObject(name: string): KubernetesObject {
  return {
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

export const podsPerNode = 110

export function nodeCount(pods: number): number {
  return Math.max(3, Math.ceil((pods * 1.2) / podsPerNode))
}

export interface NodePlace {
  nodeName: string
  hostIP: string
}

export function nodePlaces(pods: number): NodePlace[] {
  return Array.from({ length: nodeCount(pods) }, (_, index) => ({
    nodeName: `node-${index + 1}`,
    hostIP: `10.20.${Math.floor(index / 200)}.${4 + (index % 200)}`,
  }))
}

const nodeConditions = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const

export function nodeObject({ nodeName, hostIP }: NodePlace, settledMs: number): KubernetesObject {
  const capacity = { cpu: '64', memory: '256Gi', pods: String(podsPerNode), 'ephemeral-storage': '200Gi' }
  const time = timestamp(settledMs)
  return {
    metadata: {
      name: nodeName,
      labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': nodeName, 'kubernetes.io/os': 'linux' },
    },
    spec: {},
    status: {
      capacity,
      allocatable: capacity,
      conditions: nodeConditions.map(([type, status, reason, message]) => ({
        type,
        status,
        lastHeartbeatTime: time,
        lastTransitionTime: time,
        reason,
        message,
      })),
      addresses: [
        { type: 'InternalIP', address: hostIP },
        { type: 'Hostname', address: nodeName },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: '',
        systemUUID: '',
        bootID: '',
        kernelVersion: '6.1.0',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        containerRuntimeVersion: 'containerd://2.1.4',
        kubeletVersion: 'v1.36.2',
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  }
}

const redisAddress = '10.1.2.3'

/** The nine Redis services: headless, without selector, their addresses given by hand. */
export function redisServiceObjects(name: string, port: number) {
  const labels = { servicename: name }
  const annotations = { [deployment.consulSyncAnnotation.name]: deployment.consulSyncAnnotation.value }
  const service: KubernetesObject = {
    metadata: { name, namespace: voiceNamespace, labels, annotations },
    spec: {
      ports: [{ name: 'redisport', protocol: 'TCP', port, targetPort: port }],
      clusterIP: 'None',
      clusterIPs: ['None'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  }
  const endpoints: KubernetesObject = {
    metadata: { name, namespace: voiceNamespace, labels },
    ...redisSubsets(port, true),
  }
  return { service, endpoints }
}

/** What an Endpoints object says of a Redis that answers, or does not. */
export function redisSubsets(port: number, isReady: boolean) {
  const addresses = [{ ip: redisAddress }]
  const ports = [{ name: 'redisport', port, protocol: 'TCP' }]
  return { subsets: [isReady ? { addresses, ports } : { notReadyAddresses: addresses, ports }] }
}

/** The slice that the mirroring controller makes of an Endpoints object. */
export function mirroredSlice(name: string, port: number, endpoints: KubernetesObject, suffix: string) {
  return {
    metadata: {
      name: `${name}-${suffix}`,
      generateName: `${name}-`,
      namespace: voiceNamespace,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
        'kubernetes.io/service-name': name,
        servicename: name,
      },
      ownerReferences: [ownerReference({ kind: 'Endpoints', object: endpoints }, 'v1')],
    },
    addressType: 'IPv4',
    ...sliceEndpoints(true),
    ports: [{ name: 'redisport', protocol: 'TCP', port }],
  } satisfies KubernetesObject
}

export function sliceEndpoints(isReady: boolean) {
  return { endpoints: [{ addresses: [redisAddress], conditions: { ready: isReady } }] }
}

const encoded = (text: string) => Buffer.from(text).toString('base64')

export function secretObjects(): KubernetesObject[] {
  return deployment.secrets
    .filter(({ required }) => required)
    .map(({ name, keys }) => ({
      metadata: { name, namespace: voiceNamespace, labels: { servicename: name } },
      type: 'Opaque',
      data: Object.fromEntries(keys.map((key) => [key, encoded('not-a-real-secret')])),
    }))
}

export interface HelmRelease {
  name: string
  namespace: string
  revision: number
  status: 'deployed' | 'superseded'
}

/** Where Helm keeps a release. The payload is a stand-in: what readers need is in the labels. */
export function helmReleaseObject({ name, namespace, revision, status }: HelmRelease, timeMs: number) {
  return {
    metadata: {
      name: `sh.helm.release.v1.${name}.v${revision}`,
      namespace,
      labels: { modifiedAt: String(Math.floor(timeMs / 1000)), name, owner: 'helm', status, version: String(revision) },
    },
    type: 'helm.sh/release.v1',
    data: { release: encoded(encoded(JSON.stringify({ name, version: revision, info: { status } }))) },
  } satisfies KubernetesObject
}

/** The claims of the guide and of the recording, bound to a volume each. */
export function claimObjects(): { claim: KubernetesObject; volume: KubernetesObject }[] {
  return deployment.claims.map(({ name, storageClass, accessMode, size }) => {
    const volumeName = `pvc-${name}`
    const common = { accessModes: [accessMode], storageClassName: storageClass, volumeMode: 'Filesystem' }
    return {
      claim: {
        metadata: {
          name,
          namespace: voiceNamespace,
          labels: { servicename: name },
          annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
          finalizers: ['kubernetes.io/pvc-protection'],
        },
        spec: { ...common, resources: { requests: { storage: size } }, volumeName },
        status: { phase: 'Bound', accessModes: [accessMode], capacity: { storage: size } },
      },
      volume: {
        metadata: { name: volumeName, finalizers: ['kubernetes.io/pv-protection'] },
        spec: {
          ...common,
          capacity: { storage: size },
          claimRef: { kind: 'PersistentVolumeClaim', namespace: voiceNamespace, name, apiVersion: 'v1' },
          persistentVolumeReclaimPolicy: 'Retain',
        },
        status: { phase: 'Bound' },
      },
    }
  })
}

/** The Service of Callback, which its ServiceMonitor selects. */
export function callbackServiceObject(): KubernetesObject {
  const labels = { servicename: 'ges' }
  return {
    metadata: { name: 'ges', namespace: callbackNamespace, labels },
    spec: {
      ports: [{ name: 'http', protocol: 'TCP', port: 3050, targetPort: 'http' }],
      selector: labels,
      clusterIP: '10.0.30.50',
      clusterIPs: ['10.0.30.50'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  }
}
