/** The rules by which a service gets its status; README.md says what each looks at. */
export const reasonRules = [
  'health-level',
  'dependency',
  'no-series',
  'unknown-pods',
  'replicas',
  'no-workload',
  'scaled-to-zero',
  'pod-crashing',
  'pod-pending',
  'pod-not-ready',
  'pod-failed',
  'pod-stuck',
  'pod-unknown',
  'autoscaler',
  'alert',
  'portal-status',
  'portal-age',
  'source',
] as const

export const chartNames = ['traffic', 'errors', 'latency', 'cpu', 'memory', 'ready-pods', 'portal-status'] as const

export const seriesSplits = ['pod', 'tenant'] as const
