/** The one list of status words of the whole console, best known to worst is decided by `statusRank` in `model.ts`. */
export const statusWords = ['ok', 'degraded', 'failing', 'starting', 'paused', 'stale', 'no-data', 'unknown'] as const

export const serviceIds = [
  'agent-state',
  'call-state',
  'config',
  'dial-plan',
  'front-end',
  'ors',
  'registrar',
  'rq',
  'sip-cluster',
  'sip-proxy',
  'tenant',
  'voicemail',
  'callback',
  'portal',
] as const

/** What people call each service. */
export const serviceNames: Readonly<Record<(typeof serviceIds)[number], string>> = {
  'agent-state': 'Agent State Service',
  'call-state': 'Call State Service',
  config: 'Config Service',
  'dial-plan': 'Dial Plan Service',
  'front-end': 'FrontEnd Service',
  ors: 'Orchestration Service',
  registrar: 'Voice Registrar Service',
  rq: 'Voice RQ Service',
  'sip-cluster': 'Voice SIP Cluster Service',
  'sip-proxy': 'Voice SIP Proxy Service',
  tenant: 'Tenant Service',
  voicemail: 'Voicemail Service',
  callback: 'Callback',
  portal: 'Portal',
}

export const metricTypes = ['counter', 'gauge', 'histogram', 'summary'] as const

export const indicators = [
  'traffic',
  'errors',
  'latency',
  'saturation',
  'health',
  'aggregated-health-check',
  'information',
  'other',
] as const

/** What a gauge speaks of when it reports a dependency rather than the service itself. */
export const dependencies = [
  'redis',
  'redis-stream',
  'kafka-producer',
  'kafka-consumer',
  'envoy',
  'config-node',
  'gws',
  'postgres',
  'storage',
  'ors',
  'call-state',
  'sip-cluster',
  'sip-proxy',
  'dial-plan',
  'ixn',
  'rq',
  'urs',
  'tenant',
  'trunk',
  'softswitch',
  'media',
  'smtp',
] as const

export const alertSeverities = ['critical', 'warning', 'info'] as const

export const workloadKinds = ['Deployment', 'StatefulSet'] as const
