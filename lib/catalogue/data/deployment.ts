import { deepFreeze } from '@/lib/catalogue/define-service'
import type { Deployment, Workload } from '@/lib/catalogue/deployment-schema'

const DEFAULT_RESOURCES = { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } }
const LARGE_RESOURCES = { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1500m', memory: '4Gi' } }
const autoscaler = (percent: number) => ({
  minReplicas: 1,
  maxReplicas: 10,
  targetCpuPercent: percent,
  targetMemoryPercent: percent,
})

const DEPLOYED = {
  replicas: { min: 1, recommendedMin: 1 },
  autoscaler: autoscaler(60),
  autoscalerNote: 'on',
  resources: DEFAULT_RESOURCES,
  upgradeStrategy: 'canary-release',
  containersPerPod: 2,
} as const

/** The storage tables make the same demands on every volume. */
const DISK = { iops: 'medium', isCritical: true, needsBackup: true } as const

const EARLY = '100.0.100.0003'

const workloads: Workload[] = [
  {
    ...DEPLOYED,
    serviceId: 'agent-state',
    namePattern: 'voice-agent',
    kind: 'Deployment',
    ports: [{ port: 11000, protocol: 'HTTP', purpose: 'metrics' }],
    minimumChart: { version: '9.0.10', exact: true },
    helmRelease: 'voice-agent',
    canaryRelease: 'voice-agent-canary',
    overrideFile: 'agent_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: EARLY,
  },
  {
    ...DEPLOYED,
    serviceId: 'call-state',
    namePattern: 'voice-callthread',
    kind: 'Deployment',
    ports: [{ port: 11900, protocol: 'HTTP', purpose: 'metrics' }],
    minimumChart: { version: '9.0.12', exact: true },
    helmRelease: 'voice-callthread',
    canaryRelease: 'voice-callthread-canary',
    overrideFile: 'callthread_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: EARLY,
  },
  {
    ...DEPLOYED,
    serviceId: 'config',
    namePattern: 'voice-config',
    kind: 'Deployment',
    ports: [{ port: 9100, protocol: 'HTTP', purpose: 'metrics-and-service' }],
    minimumChart: { version: '9.0.11', exact: true },
    helmRelease: 'voice-config',
    canaryRelease: 'voice-config-canary',
    overrideFile: 'config_override_values.yaml',
    installTimeoutSeconds: 200,
    configMapResetFromVersion: EARLY,
  },
  {
    ...DEPLOYED,
    serviceId: 'dial-plan',
    namePattern: 'voice-dialplan',
    kind: 'Deployment',
    ports: [{ port: 8800, protocol: 'HTTP', purpose: 'metrics-and-service' }],
    minimumChart: { version: '9.0.08', exact: true },
    helmRelease: 'voice-dialplan',
    canaryRelease: 'voice-dialplan-canary',
    overrideFile: 'dialplan_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: '100.0.100.0006',
  },
  {
    ...DEPLOYED,
    serviceId: 'front-end',
    namePattern: 'voice-sipfe',
    kind: 'Deployment',
    ports: [{ port: 9101, protocol: 'HTTP', purpose: 'metrics-and-service' }],
    minimumChart: { version: '9.0.06', exact: true },
    helmRelease: 'voice-sipfe',
    canaryRelease: 'voice-sipfe-canary',
    overrideFile: 'sipfe_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: EARLY,
  },
  {
    ...DEPLOYED,
    serviceId: 'ors',
    namePattern: 'voice-ors',
    kind: 'StatefulSet',
    ports: [
      { port: 11200, protocol: 'HTTP', purpose: 'metrics-and-service' },
      { port: 9098, protocol: 'HTTP', purpose: 'service' },
    ],
    autoscaler: autoscaler(50),
    resources: LARGE_RESOURCES,
    minimumChart: { version: '9.0.08', exact: true },
    helmRelease: 'voice-ors',
    canaryRelease: 'voice-ors-canary',
    overrideFile: 'ors_node_override_values.yaml',
    installTimeoutSeconds: 200,
    configMapResetFromVersion: '100.0.100.0007',
    decisions: [
      {
        about: 'ports',
        decision: '11200 serves metrics and the voice platform, 9098 serves Callback.',
        reason:
          'The connections table sends the two to different ports, and only 11200 stands in the table of metrics.',
      },
    ],
  },
  {
    ...DEPLOYED,
    serviceId: 'registrar',
    namePattern: 'voice-registrar',
    kind: 'Deployment',
    ports: [{ port: 11500, protocol: 'HTTP', purpose: 'metrics' }],
    minimumChart: { version: '9.0.14', exact: true },
    helmRelease: 'voice-registrar',
    canaryRelease: 'voice-registrar-canary',
    overrideFile: 'registrar_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: EARLY,
  },
  {
    ...DEPLOYED,
    serviceId: 'rq',
    namePattern: 'voice-rq',
    kind: 'StatefulSet',
    ports: [
      { port: 12000, protocol: 'HTTP', purpose: 'metrics' },
      { port: 12100, protocol: 'TCP', purpose: 'service' },
    ],
    replicas: { min: 1, recommendedMin: 2 },
    autoscaler: null,
    autoscalerNote: 'off',
    minimumChart: { version: '9.0.08', exact: true },
    helmRelease: 'voice-rq',
    canaryRelease: null,
    overrideFile: 'rq_node_override_values.yaml',
    installTimeoutSeconds: 200,
    configMapResetFromVersion: null,
    upgradeStrategy: 'on-delete',
    decisions: [
      {
        about: 'minimumChart',
        decision: '9.0.08, as in the table of minimum versions.',
        reason: 'A command of the upgrade procedure pairs the chart 9.0.07 with the version 9.0.6.',
      },
      {
        about: 'canaryRelease',
        decision: 'None: the pod voice-rq-0 is upgraded first and serves as the canary.',
        reason: 'One list also deploys voice-rq-canary, which the text rules out and the delete list leaves out.',
      },
      {
        about: 'configMapResetFromVersion',
        decision: 'None.',
        reason: 'The table of versions has no row for it, as it has no canary release.',
      },
    ],
  },
  {
    ...DEPLOYED,
    serviceId: 'sip-cluster',
    namePattern: 'voice-sip',
    kind: 'StatefulSet',
    ports: [{ port: 11300, protocol: 'HTTP', purpose: 'metrics-and-service' }],
    containersPerPod: 3,
    autoscaler: autoscaler(50),
    resources: LARGE_RESOURCES,
    minimumChart: { version: '9.0.22', exact: true },
    helmRelease: 'voice-sip',
    canaryRelease: 'voice-sip-canary',
    overrideFile: 'sip_node_override_values.yaml',
    installTimeoutSeconds: 200,
    configMapResetFromVersion: '100.0.100.0009',
    decisions: [
      {
        about: 'SIP port',
        decision: 'No SIP port is listed.',
        reason: 'The connections table names no port on which the nodes take SIP traffic from the proxy.',
      },
    ],
  },
  {
    ...DEPLOYED,
    serviceId: 'sip-proxy',
    namePattern: 'voice-sipproxy',
    kind: 'StatefulSet',
    ports: [
      { port: 11400, protocol: 'HTTP', purpose: 'metrics' },
      { port: 5080, protocol: 'SIP/TCP', purpose: 'service' },
    ],
    autoscaler: null,
    autoscalerNote: 'off',
    minimumChart: { version: '9.0.09', exact: true },
    helmRelease: 'voice-sipproxy',
    canaryRelease: 'voice-sipproxy-canary',
    overrideFile: 'sipproxy_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: EARLY,
  },
  {
    serviceId: 'tenant',
    namePattern: 't[0-9]+',
    kind: 'StatefulSet',
    ports: [
      { port: 8888, protocol: 'TCP', purpose: 'service' },
      { port: 8000, protocol: 'TCP', purpose: 'service' },
      { port: 2060, protocol: 'TCP', purpose: 'service' },
      { port: 5050, protocol: 'TCP', purpose: 'service' },
      { port: 5080, protocol: 'HTTP', purpose: 'service' },
    ],
    containersPerPod: 3,
    replicas: null,
    autoscaler: null,
    autoscalerNote: 'not-documented',
    resources: null,
    minimumChart: null,
    helmRelease: null,
    canaryRelease: null,
    overrideFile: null,
    installTimeoutSeconds: null,
    configMapResetFromVersion: null,
    upgradeStrategy: null,
    decisions: [
      {
        about: 'all values',
        decision: 'Only ports, containers and the claim for logs are known.',
        reason:
          'The Tenant Service has a guide of its own; here it appears in the connections table, a pod listing and the storage table.',
      },
      {
        about: 'ports',
        decision: 'Those on which others reach it. None is known to serve metrics.',
        reason: 'The tables of metrics ports leave the Tenant Service out.',
      },
    ],
  },
  {
    ...DEPLOYED,
    serviceId: 'voicemail',
    namePattern: 'voice-voicemail',
    kind: 'Deployment',
    ports: [{ port: 8081, protocol: 'HTTP', purpose: 'metrics-and-service' }],
    autoscaler: null,
    autoscalerNote: 'not-documented',
    minimumChart: { version: '100.0.xx', exact: false },
    helmRelease: 'voice-voicemail',
    canaryRelease: 'voice-voicemail-canary',
    overrideFile: 'voicemail_override_values.yaml',
    installTimeoutSeconds: 300,
    configMapResetFromVersion: null,
    decisions: [
      {
        about: 'minimumChart',
        decision: 'Any version from 100.0 on.',
        reason: 'The table prints 100.0.xx; the commands use the chart 9.0.07 with the version 9.0.10.',
      },
      {
        about: 'autoscaler',
        decision: 'Not documented: neither its presence nor its absence is a fault.',
        reason: 'Voicemail is in no autoscaling group, though its canary values switch autoscaling off.',
      },
      {
        about: 'canaryRelease',
        decision: 'voice-voicemail-canary.',
        reason: 'Deployed under this name; the delete command leaves out a hyphen.',
      },
      {
        about: 'overrideFile',
        decision: 'voicemail_override_values.yaml.',
        reason: 'The text and two commands use it; one command says overridden_values.yaml.',
      },
      {
        about: 'storage',
        decision: 'FileSystem, AzureBlob or AWS_S3; what one chapter calls BlobStorage is AzureBlob.',
        reason: 'The samples of values have the three, the chapter on privacy has a fourth word for the second.',
      },
      {
        about: 'installTimeoutSeconds',
        decision: '300 for an installation; canary and upgrade wait 500.',
        reason: 'The commands differ so.',
      },
    ],
  },
]

const CONSUL_NAME = {
  about: 'name',
  decision: 'As the configuration of Consul has it; the other spelling is kept as printedName.',
  reason: 'The list of features and the sample below it spell it differently.',
}

const READ_WRITE: ('read' | 'write')[] = ['read', 'write']
const consulRule = (resource: 'service' | 'node' | 'agent' | 'session' | 'key') => ({
  resource,
  prefix: '',
  access: READ_WRITE,
  intentions: resource === 'service' ? READ_WRITE : [],
  within: null,
})
const consulNamespaceRule = (resource: 'session' | 'key') => ({
  ...consulRule(resource),
  access: ['write' as const],
  within: 'namespace' as const,
})

/** What a sound installation consists of, from the chapters on requirements, configuration and deployment. */
export const deployment = deepFreeze<Deployment>({
  namespace: 'voice',
  platforms: ['Azure Kubernetes Service', 'Google Kubernetes Engine'],
  order: [
    [
      'agent-state',
      'call-state',
      'config',
      'dial-plan',
      'ors',
      'registrar',
      'rq',
      'sip-cluster',
      'front-end',
      'sip-proxy',
    ],
    ['tenant'],
    ['voicemail'],
  ],
  workloads,
  redisServices: [
    { name: 'redis-agent-state', port: 6379, secret: 'redis-agent-token', secretKey: 'redis-agent-state' },
    { name: 'redis-call-state', port: 6379, secret: 'redis-callthread-token', secretKey: 'redis-call-state' },
    { name: 'redis-config-state', port: 6379, secret: 'redis-config-token', secretKey: 'redis-config-state' },
    { name: 'redis-ors-state', port: 6379, secret: 'redis-ors-token', secretKey: 'redis-ors-state' },
    { name: 'redis-ors-stream', port: 6379, secret: 'redis-ors-stream-token', secretKey: 'redis-ors-stream' },
    { name: 'redis-registrar-state', port: 6379, secret: 'redis-registrar-token', secretKey: 'redis-registrar-state' },
    { name: 'redis-rq-state', port: 6379, secret: 'redis-rq-token', secretKey: 'redis-rq-state' },
    { name: 'redis-sip-state', port: 6379, secret: 'redis-sip-token', secretKey: 'redis-sip-state' },
    { name: 'redis-tenant-stream', port: 6379, secret: 'redis-tenant-token', secretKey: 'redis-tenant-stream' },
  ],
  consulSyncAnnotation: { name: 'consul.hashicorp.com/service-sync', value: 'true' },
  secrets: [
    {
      name: 'consul-voice-token',
      keys: ['consul-consul-voice-token'],
      purpose: 'Access of the voice services to Consul.',
      required: true,
      decisions: [
        {
          about: 'keys',
          decision: 'The key is consul-consul-voice-token; consul-voice-token is accepted too.',
          reason: 'The key is broken over two lines in print, and the doubled word may be an accident of that.',
        },
      ],
    },
    {
      name: 'kafka-secrets-token',
      keys: ['kafka-secrets'],
      purpose: 'Address of Kafka (bootstrap); user name and password where Kafka asks for them.',
      required: true,
    },
    {
      name: 'redis-agent-token',
      keys: ['redis-agent-state'],
      purpose: 'Password of redis-agent-state.',
      required: true,
    },
    {
      name: 'redis-callthread-token',
      keys: ['redis-call-state'],
      purpose: 'Password of redis-call-state.',
      required: true,
    },
    {
      name: 'redis-config-token',
      keys: ['redis-config-state'],
      purpose: 'Password of redis-config-state.',
      required: true,
    },
    {
      name: 'redis-tenant-token',
      keys: ['redis-tenant-stream'],
      purpose: 'Password of redis-tenant-stream.',
      required: true,
    },
    {
      name: 'redis-registrar-token',
      keys: ['redis-registrar-state'],
      purpose: 'Password of redis-registrar-state.',
      required: true,
    },
    { name: 'redis-sip-token', keys: ['redis-sip-state'], purpose: 'Password of redis-sip-state.', required: true },
    {
      name: 'redis-ors-stream-token',
      keys: ['redis-ors-stream'],
      purpose: 'Password of redis-ors-stream.',
      required: true,
    },
    { name: 'redis-ors-token', keys: ['redis-ors-state'], purpose: 'Password of redis-ors-state.', required: true },
    { name: 'redis-rq-token', keys: ['redis-rq-state'], purpose: 'Password of redis-rq-state.', required: true },
    {
      name: 'mycred',
      keys: [],
      purpose: 'Sign-in to the container registry.',
      required: false,
      decisions: [
        {
          about: 'name',
          decision: 'Any name will do; a check takes it from imagePullSecrets of the workloads.',
          reason: 'mycred stands in a sample of values; the command that creates the secret lost its name.',
        },
      ],
    },
    {
      name: 'voicemail-storage-secrets',
      keys: [],
      purpose: 'Access keys of Azure Blob Storage, when Voicemail stores there.',
      required: false,
      decisions: [
        { about: 'keys', decision: 'Not checked.', reason: 'The names of the keys are lost in print.' },
        {
          about: 'existence',
          decision:
            'Not needed where the secret provider class keyvault-voice-voicemail-storage-csi-secrets mounts the keys.',
          reason: 'Two ways to mount them are described, and the other one needs no secret.',
        },
      ],
    },
    {
      name: 'voice-voicemail-s3-secrets',
      keys: ['accessKey', 'secretkey', 'bucketName', 'bucketPath'],
      purpose: 'Access to the S3 bucket, when Voicemail stores there.',
      required: false,
      decisions: [
        {
          about: 'name',
          decision: 'voice-voicemail-s3-secrets.',
          reason: 'The instruction has a stray word before it; the values have it so.',
        },
        {
          about: 'keys',
          decision: 'Capitals as printed, accessKey beside secretkey.',
          reason: 'Both places print them so.',
        },
      ],
    },
  ],
  claims: [
    {
      name: 'sip-log-pvc',
      serviceId: 'sip-cluster',
      storageClass: 'voice',
      accessMode: 'ReadWriteOnce',
      size: '50Gi',
      ...DISK,
      container: 'voice-sip',
      purpose: 'Logs of SIP Server.',
      required: true,
      decisions: [
        {
          about: 'accessMode',
          decision: 'ReadWriteOnce of 50Gi; ReadWriteMany is accepted too.',
          reason: 'The storage table says RWO and calls the volume log-pvc, the chapter on logging says RWX.',
        },
      ],
    },
    {
      name: 'sip-json-log-pvc',
      serviceId: 'sip-cluster',
      storageClass: 'voice',
      accessMode: 'ReadWriteOnce',
      size: '50Gi',
      ...DISK,
      container: 'voice-sip',
      purpose: 'Logs of SIP Server as JSON.',
      required: true,
      decisions: [
        {
          about: 'volume',
          decision: 'A volume of its own.',
          reason: 'The sample gives both claims the same volume, which one ReadWriteOnce volume cannot serve.',
        },
        {
          about: 'size',
          decision: '50Gi, like its neighbour.',
          reason: 'The storage table has one row for the logs of the SIP Cluster.',
        },
      ],
    },
    {
      name: 'log-pvc',
      serviceId: 'tenant',
      storageClass: null,
      accessMode: 'ReadWriteOnce',
      size: '50Gi',
      ...DISK,
      container: 'tenant',
      purpose: 'Logs of the Tenant Service, one claim a tenant.',
      required: true,
      decisions: [
        {
          about: 'name',
          decision: 'log-pvc is a placeholder: a check looks for a claim of a tenant pod, whatever its name.',
          reason: 'The table uses the same word for the SIP Cluster, whose claims are called otherwise in the samples.',
        },
      ],
    },
    {
      name: 'voice-voicemail-pvc',
      serviceId: 'voicemail',
      storageClass: 'voice-voicemail',
      accessMode: 'ReadWriteMany',
      size: '20Gi',
      ...DISK,
      container: 'voice-voicemail',
      purpose: 'Mailboxes and messages, when Voicemail stores on a file system.',
      required: false,
      decisions: [
        {
          about: 'accessMode',
          decision: 'ReadWriteMany.',
          reason: 'The text spells it out; the storage table has RWM, which Kubernetes does not know.',
        },
        {
          about: 'container',
          decision: 'voice-voicemail.',
          reason: 'The storage table says tenant in all three rows, a copy of the row of the Tenant Service.',
        },
        {
          about: 'size',
          decision: '20Gi is the size of the sample; a larger claim is right too.',
          reason: 'The storage table gives no size and refers to a sizing document.',
        },
      ],
    },
  ],
  consulFeatures: [
    {
      name: 'connectInject',
      printedName: 'connectinject',
      purpose: 'Puts the sidecar into the voice pods.',
      settings: { enabled: true },
      decisions: [CONSUL_NAME],
    },
    {
      name: 'controller',
      printedName: 'controller',
      purpose: 'Allows intentions between services.',
      settings: { enabled: true },
    },
    {
      name: 'syncCatalog',
      printedName: 'syncCatalog',
      purpose: 'Takes the services of Kubernetes over into Consul.',
      settings: { enabled: true, toConsul: true, toK8S: false, addK8SNamespaceSuffix: false },
      decisions: [
        {
          about: 'settings',
          decision: 'toConsul is part of it.',
          reason: 'It stands in the sample only, but without it nothing is taken over.',
        },
      ],
    },
    {
      name: 'acls',
      printedName: 'AccessControlList',
      purpose: 'Switches access control on.',
      settings: { manageSystemACLs: true },
      decisions: [CONSUL_NAME],
    },
    {
      name: 'storageClass',
      printedName: 'storageclass',
      purpose: 'Chooses the class of the volumes of Consul.',
      settings: {},
      decisions: [
        { about: 'settings', decision: 'No value is expected.', reason: 'The sample does not show the feature.' },
      ],
    },
    {
      name: 'tls',
      printedName: 'TLS',
      purpose: 'Encrypts the traffic of Consul.',
      settings: {
        enabled: true,
        caCertSecretName: 'consul-ca-cert',
        caCertSecretKey: 'tls.crt',
        caKeySecretName: 'consul-ca-key',
        caKeySecretKey: 'tls.key',
      },
    },
  ],
  consulAccess: {
    tokenSecret: 'consul-voice-token',
    bootstrapTokenSecret: 'consul-bootstrap-acl-token',
    policy: 'voice-policy',
    rules: [
      consulRule('service'),
      consulRule('node'),
      consulRule('agent'),
      consulRule('session'),
      consulNamespaceRule('key'),
      consulNamespaceRule('session'),
      consulRule('key'),
    ],
    intention: { source: '*', destination: '*', action: 'allow' },
    decisions: [
      {
        about: 'rules',
        decision: 'One rule for each resource, with both kinds of access.',
        reason: 'The sample writes a read and a write rule for the same empty prefix, which the later one replaces.',
      },
      {
        about: 'bootstrapTokenSecret',
        decision: 'Looked for in the namespace of Consul.',
        reason: 'The sample command lost the namespace and a closing quote.',
      },
    ],
  },
  thirdParty: [
    {
      name: 'Redis',
      version: '6.x',
      purpose: 'Caches and streams; must offer cluster mode, though not every service uses it.',
      required: true,
    },
    { name: 'Consul', version: '1.13.x', purpose: 'Discovery, mesh and key-value store.', required: true },
    { name: 'Kafka', version: '2.x', purpose: 'Message bus.', required: true },
    {
      name: 'PostgreSQL',
      version: null,
      purpose: 'Configuration of tenants.',
      required: true,
      decisions: [
        {
          about: 'existence',
          decision: 'Part of the platform, without a version.',
          reason: 'The connections table has it, the list of prerequisites does not.',
        },
      ],
    },
    { name: 'SMTP relay', version: null, purpose: 'Mail with voicemail messages.', required: false },
    { name: 'Container registry and chart repository', version: null, purpose: 'Images and charts.', required: true },
    {
      name: 'Object storage',
      version: null,
      purpose: 'Mailboxes and messages on Azure Blob Storage or S3.',
      required: false,
      decisions: [
        {
          about: 'existence',
          decision: 'One of three ways to store messages.',
          reason: 'Used by Voicemail, but not in the list of prerequisites.',
        },
      ],
    },
  ],
  securityContext: { runAsUser: 500, runAsGroup: 500, fsGroup: 500, runAsNonRoot: true, readOnlyRootFilesystem: false },
  monitoringCharts: [
    { name: 'voice-alertrules', version: '1.0.5', purpose: 'Alert rules.' },
    { name: 'voice-dashboards', version: '1.0.8', purpose: 'Dashboards.' },
  ],
  dnsServerDefault: '10.0.0.10',
  decisions: [
    {
      about: 'versions',
      decision: 'Chart versions are compared within one scheme only: 9.0.NN with 9.0.NN, 100.0.N with 100.0.N.',
      reason:
        'Three schemes are printed: minimum charts 9.0.NN, the sample listing 100.0.10000NN, the upgrade table 100.0.100.00NN.',
    },
    {
      about: 'replicas',
      decision: 'More replicas than the maximum of 10 are no fault as long as the autoscaler allows them.',
      reason: 'The sample shows 50, 20 and 30 replicas; the maximum is a default that may be changed.',
    },
    {
      about: 'autoscaler targets',
      decision: 'An alert at 65 % while the autoscaler aims at 60 % or 50 % is as it should be.',
      reason: 'Targets are averages over all pods and steer their number; alerts look at one container.',
    },
    {
      about: 'release names',
      decision: 'A release may end in -latest.',
      reason: 'The commands install voice-agent, the sample listing shows voice-agent-latest.',
    },
    {
      about: 'workloads',
      decision: 'voice-sip-debug-kpan is no workload of the platform.',
      reason: 'It stands in a sample listing and is the debug workload of a developer.',
    },
    {
      about: 'platforms',
      decision: 'OpenShift is not supported.',
      reason: 'One command of the Voicemail chapter is for OpenShift, the list of platforms has two others.',
    },
    {
      about: 'dns server',
      decision: 'Any address is right; 10.0.0.10 is the default of the chart.',
      reason: 'The samples show 10.202.0.10 as an example.',
    },
    {
      about: 'secrets of Redis',
      decision: 'Secret, key and service are listed together for each.',
      reason:
        'Their stems differ: redis-callthread-token holds redis-call-state, redis-tenant-token holds redis-tenant-stream.',
    },
    {
      about: 'monitoring',
      decision: 'Alert rules may come with each chart or with voice-alertrules.',
      reason: 'One section says that nothing need be done, another installs a chart for them.',
    },
    {
      about: 'logging sidecar',
      decision: 'Fluent Bit 1.8.x.',
      reason:
        'The chapter on logging names it for the present version; a sample for canaries has 1.6.1 under another key.',
    },
  ],
})
