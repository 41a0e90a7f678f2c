import type { ServiceId } from '@/lib/catalogue/schema'

export interface ContainerResources {
  limits: { cpu: string; memory: string }
  requests: { cpu: string; memory: string }
}

/** One workload as the guide deploys it. `name` is also the label `servicename` of its pods. */
export interface WorkloadSpec {
  name: string
  namespace: string
  kind: 'Deployment' | 'StatefulSet'
  serviceId: ServiceId
  /** The main container. */
  container: string
  /** The label `service` of its pods: a canary carries that of the workload it stands beside. */
  service: string
  image: string
  containerPort: number
  sidecars: readonly ('consul-dataplane' | 'fluent-bit')[]
  resources: ContainerResources
  replicas: number
  /** CPU and memory percentage of the autoscaler; absent where the guide switches it off. */
  autoscaleAtPercent?: number
  updateStrategy?: 'RollingUpdate' | 'OnDelete'
  isCanary?: boolean
  /** Percent of the requested memory that it uses when nothing is wrong. */
  memoryPercent: number
}

export const voiceNamespace = 'voice'
export const callbackNamespace = 'ges'

export const sidecarImages = {
  'consul-dataplane': 'registry.example/consul-dataplane:1.13',
  'fluent-bit': 'registry.example/fluent-bit:1.8.5',
} as const

const currentVersion = '100.0.1000006'
const canaryVersion = '100.0.1000007'

const common: ContainerResources = {
  limits: { cpu: '500m', memory: '512Mi' },
  requests: { cpu: '250m', memory: '256Mi' },
}
const large: ContainerResources = {
  limits: { cpu: '1500m', memory: '4Gi' },
  requests: { cpu: '500m', memory: '1Gi' },
}

type Entry = Pick<WorkloadSpec, 'name' | 'serviceId' | 'containerPort' | 'replicas'> & Partial<WorkloadSpec>

/**
 * Memory stays a little under the autoscaler's target: close enough that it neither adds nor takes pods (its tolerance
 * is 10 %), and below the 65 % at which the guide's alerts begin.
 */
function define({ name, ...entry }: Entry): WorkloadSpec {
  return {
    name,
    namespace: voiceNamespace,
    kind: 'Deployment',
    container: name,
    service: name,
    image: `registry.example/${name}:${currentVersion}`,
    sidecars: ['consul-dataplane'],
    resources: common,
    memoryPercent: (entry.autoscaleAtPercent ?? 56) - 2,
    ...entry,
  }
}

/** As recorded: names, kinds, ports, images, resources, replicas. */
export const voiceWorkloads: readonly WorkloadSpec[] = [
  define({ name: 'voice-agent', serviceId: 'agent-state', containerPort: 11000, replicas: 2, autoscaleAtPercent: 60 }),
  define({
    name: 'voice-agent-canary',
    serviceId: 'agent-state',
    containerPort: 11000,
    replicas: 1,
    container: 'voice-agent',
    service: 'voice-agent',
    image: `registry.example/voice-agent:${canaryVersion}`,
    isCanary: true,
  }),
  define({
    name: 'voice-callthread',
    serviceId: 'call-state',
    containerPort: 11900,
    replicas: 3,
    autoscaleAtPercent: 60,
  }),
  define({ name: 'voice-config', serviceId: 'config', containerPort: 9100, replicas: 1, autoscaleAtPercent: 60 }),
  define({ name: 'voice-dialplan', serviceId: 'dial-plan', containerPort: 8800, replicas: 1, autoscaleAtPercent: 60 }),
  define({
    name: 'voice-registrar',
    serviceId: 'registrar',
    containerPort: 11500,
    replicas: 1,
    autoscaleAtPercent: 60,
  }),
  define({ name: 'voice-sipfe', serviceId: 'front-end', containerPort: 9101, replicas: 3, autoscaleAtPercent: 60 }),
  define({ name: 'voice-voicemail', serviceId: 'voicemail', containerPort: 8081, replicas: 1 }),
  define({
    name: 'voice-ors',
    kind: 'StatefulSet',
    serviceId: 'ors',
    containerPort: 11200,
    replicas: 2,
    resources: large,
    autoscaleAtPercent: 50,
    updateStrategy: 'RollingUpdate',
  }),
  define({
    name: 'voice-rq',
    kind: 'StatefulSet',
    serviceId: 'rq',
    containerPort: 12000,
    replicas: 2,
    updateStrategy: 'OnDelete',
  }),
  define({
    name: 'voice-sip',
    kind: 'StatefulSet',
    serviceId: 'sip-cluster',
    containerPort: 11300,
    replicas: 2,
    resources: large,
    sidecars: ['consul-dataplane', 'fluent-bit'],
    autoscaleAtPercent: 50,
    updateStrategy: 'RollingUpdate',
  }),
  define({
    name: 'voice-sipproxy',
    kind: 'StatefulSet',
    serviceId: 'sip-proxy',
    containerPort: 11400,
    replicas: 2,
    updateStrategy: 'RollingUpdate',
  }),
]

export const callbackWorkload: WorkloadSpec = define({
  name: 'ges',
  namespace: callbackNamespace,
  serviceId: 'callback',
  containerPort: 3050,
  replicas: 2,
  sidecars: [],
})

/** The Tenant Service of one tenant: a StatefulSet that bears the tenant's name. */
export function tenantWorkload(tenantId: string): WorkloadSpec {
  return define({
    name: tenantId,
    kind: 'StatefulSet',
    serviceId: 'tenant',
    containerPort: 8888,
    replicas: 1,
    sidecars: ['consul-dataplane', 'fluent-bit'],
    updateStrategy: 'RollingUpdate',
  })
}
