import type { ResourceDefinition, SubresourceDefinition } from './resource-definition'

/**
 * Every collection the lab's API serves. The core group is complete, in the order and words of the recorded `/api/v1`;
 * of other groups the table holds what the console uses.
 */

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const
const changeVerbs = ['get', 'patch', 'update'] as const
const proxyVerbs = ['create', 'delete', 'get', 'patch', 'update'] as const

const emptyTemplate = { metadata: {}, spec: { containers: null } }
const scale: SubresourceDefinition = {
  name: 'scale',
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  verbs: changeVerbs,
}

type Entry = Partial<ResourceDefinition> & Pick<ResourceDefinition, 'name' | 'kind'>

/** Fills in what most kinds share, and the status subresource in its alphabetical place. */
function define(
  group: string,
  version: string,
  { subresources = [], hasStatus = false, ...entry }: Entry,
): ResourceDefinition {
  const status = { name: 'status', kind: entry.kind, verbs: changeVerbs }
  return {
    group,
    version,
    singular: entry.kind.toLowerCase(),
    namespaced: true,
    verbs: allVerbs,
    stored: true,
    zero: {},
    watchCached: true,
    ...entry,
    hasStatus,
    subresources: (hasStatus ? [...subresources, status] : [...subresources]).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  }
}

const podSubresources: SubresourceDefinition[] = [
  { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'ephemeralcontainers', kind: 'Pod', verbs: changeVerbs },
  { name: 'eviction', group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  { name: 'proxy', kind: 'PodProxyOptions', verbs: proxyVerbs },
  { name: 'resize', kind: 'Pod', verbs: changeVerbs },
]

const tokenRequest: SubresourceDefinition = {
  name: 'token',
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenRequest',
  verbs: ['create'],
}

const zeroNodeInfo = {
  machineID: '',
  systemUUID: '',
  bootID: '',
  kernelVersion: '',
  osImage: '',
  containerRuntimeVersion: '',
  kubeletVersion: '',
  kubeProxyVersion: '',
  operatingSystem: '',
  architecture: '',
}

const zeroEvent = {
  involvedObject: {},
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  reportingComponent: '',
  reportingInstance: '',
}

const core: Entry[] = [
  { name: 'bindings', kind: 'Binding', verbs: ['create'], stored: false },
  {
    name: 'componentstatuses',
    kind: 'ComponentStatus',
    namespaced: false,
    verbs: ['get', 'list'],
    shortNames: ['cs'],
    stored: false,
  },
  { name: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] },
  { name: 'endpoints', kind: 'Endpoints', shortNames: ['ep'] },
  { name: 'events', kind: 'Event', shortNames: ['ev'], zero: zeroEvent, watchCached: false },
  { name: 'limitranges', kind: 'LimitRange', shortNames: ['limits'], zero: { spec: { limits: null } } },
  {
    name: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    verbs: allVerbs.filter((verb) => verb !== 'deletecollection'),
    shortNames: ['ns'],
    hasStatus: true,
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
    zero: { spec: {}, status: {} },
  },
  {
    name: 'nodes',
    kind: 'Node',
    namespaced: false,
    shortNames: ['no'],
    hasStatus: true,
    subresources: [{ name: 'proxy', kind: 'NodeProxyOptions', verbs: proxyVerbs }],
    zero: { spec: {}, status: { daemonEndpoints: { kubeletEndpoint: { Port: 0 } }, nodeInfo: zeroNodeInfo } },
  },
  {
    name: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    shortNames: ['pvc'],
    hasStatus: true,
    zero: { spec: { resources: {} }, status: {} },
  },
  {
    name: 'persistentvolumes',
    kind: 'PersistentVolume',
    namespaced: false,
    shortNames: ['pv'],
    hasStatus: true,
    zero: { spec: {}, status: {} },
  },
  {
    name: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    generation: 'spec-without-binding',
    hasStatus: true,
    subresources: podSubresources,
    zero: { spec: { containers: null }, status: {} },
  },
  { name: 'podtemplates', kind: 'PodTemplate', zero: { template: emptyTemplate } },
  {
    name: 'replicationcontrollers',
    kind: 'ReplicationController',
    shortNames: ['rc'],
    categories: ['all'],
    generation: 'spec',
    hasStatus: true,
    subresources: [scale],
    zero: { spec: { replicas: 0 }, status: { replicas: 0 } },
  },
  {
    name: 'resourcequotas',
    kind: 'ResourceQuota',
    shortNames: ['quota'],
    hasStatus: true,
    zero: { spec: {}, status: {} },
  },
  { name: 'secrets', kind: 'Secret' },
  { name: 'serviceaccounts', kind: 'ServiceAccount', shortNames: ['sa'], subresources: [tokenRequest] },
  {
    name: 'services',
    kind: 'Service',
    shortNames: ['svc'],
    categories: ['all'],
    hasStatus: true,
    subresources: [{ name: 'proxy', kind: 'ServiceProxyOptions', verbs: proxyVerbs }],
    zero: { spec: {}, status: { loadBalancer: {} } },
  },
]

const apps: Entry[] = [
  {
    name: 'deployments',
    kind: 'Deployment',
    shortNames: ['deploy'],
    categories: ['all'],
    generation: 'spec-and-annotations',
    hasStatus: true,
    subresources: [scale],
    zero: { spec: { replicas: 0, selector: null, template: emptyTemplate, strategy: {} }, status: {} },
  },
  {
    name: 'replicasets',
    kind: 'ReplicaSet',
    shortNames: ['rs'],
    categories: ['all'],
    generation: 'spec',
    hasStatus: true,
    subresources: [scale],
    zero: { spec: { replicas: 0, selector: null, template: emptyTemplate }, status: { replicas: 0 } },
  },
  {
    name: 'statefulsets',
    kind: 'StatefulSet',
    shortNames: ['sts'],
    categories: ['all'],
    generation: 'spec',
    hasStatus: true,
    subresources: [scale],
    zero: {
      spec: { replicas: 0, selector: null, template: emptyTemplate, serviceName: '', updateStrategy: {} },
      status: { replicas: 0, availableReplicas: 0 },
    },
  },
]

const autoscaler: Entry = {
  name: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  hasStatus: true,
  zero: {
    spec: { scaleTargetRef: { kind: '', name: '' }, maxReplicas: 0 },
    status: { desiredReplicas: 0, currentMetrics: null },
  },
}

const endpointSlice: Entry = {
  name: 'endpointslices',
  kind: 'EndpointSlice',
  generation: 'content',
  zero: { addressType: '', endpoints: null, ports: null },
}

const disruptionBudget: Entry = {
  name: 'poddisruptionbudgets',
  kind: 'PodDisruptionBudget',
  shortNames: ['pdb'],
  generation: 'spec',
  hasStatus: true,
  zero: { spec: {}, status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 } },
}

export const resourceDefinitions: readonly ResourceDefinition[] = [
  // `endpoints` is its own singular: the plural of the kind's name is the kind's name.
  ...core.map((entry) => define('', 'v1', entry)),
  ...apps.map((entry) => define('apps', 'v1', entry)),
  define('autoscaling', 'v2', autoscaler),
  define('discovery.k8s.io', 'v1', endpointSlice),
  define('policy', 'v1', disruptionBudget),
]
