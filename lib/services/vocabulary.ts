/** Word lists that the browser needs at once: free of zod, which stays out of a page's first load. */

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

/** Groups of charts in the order of the page. `other` holds what the documents file nowhere. */
export const chartGroups = ['traffic', 'latency', 'errors', 'saturation', 'pods', 'other'] as const
export type ChartGroup = (typeof chartGroups)[number]

/** Charts of one group that a page shows at once: each costs Prometheus up to five questions. */
export const maxChartsPerGroup = 4

export const seriesSplits = ['pod', 'tenant'] as const
export type SeriesSplit = (typeof seriesSplits)[number]

/** Parts of a service's page, as they stand in its address. */
export const serviceTabs = ['status', 'alerts', 'connections', 'metrics'] as const
export type ServiceTab = (typeof serviceTabs)[number]

/** States of a documented alert, worst first. */
export const alertRuleStates = ['firing', 'pending', 'broken', 'unknown', 'not-loaded', 'inactive'] as const
export type AlertRuleState = (typeof alertRuleStates)[number]

/** Why Prometheus may have no series of a documented metric. */
export const absences = ['absent', 'first-event', 'named-by-alerts'] as const
export type Absence = (typeof absences)[number]
