import { deepFreeze } from '@/lab/kubernetes-api/kubernetes-object'
import type { KubernetesObject } from '@/lab/kubernetes-api/store'
import type { PodTemplate } from './shapes'

type Fields = { [key: string]: Fields }

/** Lists that the API server merges by key, and the key. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  ports: ['containerPort', 'protocol'],
  conditions: ['type'],
  podIPs: ['ip'],
}

/** The set of fields of a value in the `f:` and `k:` notation of `FieldsV1`. */
export function fieldsOf(value: unknown, name = ''): Fields {
  if (Array.isArray(value)) {
    const keys = mergeKeys[name]
    if (!keys) return {}
    const members = value.map((member: Record<string, unknown>) => {
      const key = JSON.stringify(Object.fromEntries(keys.map((field) => [field, member[field]])))
      return [`k:${key}`, { '.': {}, ...fieldsOf(member) }] as const
    })
    return Object.fromEntries(members)
  }
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [`f:${key}`, fieldsOf(part, key)]))
}

const statusFields = fieldsOf({
  conditions: ['ContainersReady', 'Initialized', 'Ready'].map((type) => ({
    type,
    status: '',
    lastProbeTime: '',
    lastTransitionTime: '',
  })),
  containerStatuses: [],
  hostIP: '',
  phase: '',
  podIP: '',
  podIPs: [],
  startTime: '',
})

const known = new Map<string, readonly unknown[]>()

/**
 * Who set which field of a pod: as long as the rest of it together, and of no use to most readers, which is why it must
 * be there. The same array for all pods of one owner.
 */
export function podManagedFields(template: PodTemplate, owner: KubernetesObject): readonly unknown[] {
  const { uid = '', creationTimestamp: time } = owner.metadata
  const key = `${uid}/${time}`
  const entries = known.get(key)
  if (entries) return entries
  const common = { operation: 'Update', apiVersion: 'v1', time, fieldsType: 'FieldsV1' }
  const metadata = {
    'f:generateName': {},
    'f:labels': { '.': {}, ...fieldsOf(template.metadata.labels) },
    'f:ownerReferences': { '.': {}, [`k:${JSON.stringify({ uid })}`]: {} },
  }
  const built = deepFreeze([
    {
      manager: 'kube-controller-manager',
      ...common,
      fieldsV1: { 'f:metadata': metadata, 'f:spec': fieldsOf(template.spec) },
    },
    { manager: 'kubelet', ...common, fieldsV1: { 'f:status': statusFields }, subresource: 'status' },
  ])
  known.set(key, built)
  return built
}
