import { deepFreeze } from '@/lab/kubernetes-api/kubernetes-object'
import { hashText, nameSuffix } from '../load/seeded-number'
import type { ContainerSpec, PodTemplate } from './shapes'
import { sidecarImages, type WorkloadSpec } from './workloads'

const containerDefaults = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
}

const identity = { runAsUser: 500, runAsGroup: 500, runAsNonRoot: true }

/** The pod template of a workload, as recorded. */
export function podTemplate(spec: WorkloadSpec): PodTemplate {
  const main: ContainerSpec = {
    name: spec.container,
    image: spec.image,
    ports: [{ name: 'http', containerPort: spec.containerPort, protocol: 'TCP' }],
    resources: { ...spec.resources },
    ...containerDefaults,
    securityContext: { ...identity, readOnlyRootFilesystem: false },
  }
  const sidecars = spec.sidecars.map((name) => ({
    name,
    image: sidecarImages[name],
    resources: {},
    ...containerDefaults,
  }))
  return {
    metadata: { labels: { service: spec.service, servicename: spec.name } },
    spec: {
      containers: [main, ...sidecars],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: { ...identity, fsGroup: 500 },
      schedulerName: 'default-scheduler',
    },
  }
}

/** The hash that names a ReplicaSet or a controller revision: the same template, the same name. */
export function templateHash(workload: string, template: PodTemplate): string {
  const seed = hashText(JSON.stringify([template.metadata, template.spec]))
  return nameSuffix(seed, `${workload}/template`, seed % 3 === 0 ? 9 : 10)
}

const tokenVolume = (name: string) => ({
  name,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
    defaultMode: 420,
  },
})

const toleration = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })

/** What admission adds to a pod's spec. Frozen and the same object for all pods of a template: 5,000 pods share it. */
export type SharedPodSpec = ReturnType<typeof buildSharedPodSpec>

const shared = new WeakMap<PodTemplate, SharedPodSpec>()

export function sharedPodSpec(template: PodTemplate): SharedPodSpec {
  const known = shared.get(template)
  if (known) return known
  const built = deepFreeze(buildSharedPodSpec(template))
  shared.set(template, built)
  return built
}

function buildSharedPodSpec(template: PodTemplate) {
  const volume = `kube-api-access-${nameSuffix(hashText(JSON.stringify(template.metadata)), 'volume', 5)}`
  const mount = { name: volume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }
  return {
    ...template.spec,
    volumes: [tokenVolume(volume)],
    containers: template.spec.containers.map((container) => ({ ...container, volumeMounts: [mount] })),
    serviceAccountName: 'default',
    serviceAccount: 'default',
    tolerations: [toleration('node.kubernetes.io/not-ready'), toleration('node.kubernetes.io/unreachable')],
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  }
}
