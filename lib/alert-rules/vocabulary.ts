/** Prometheus's words, and `not-loaded` for a documented alert that no rule of the region carries. */
export const ruleStates = ['firing', 'pending', 'inactive', 'unknown', 'not-loaded'] as const
export type RuleState = (typeof ruleStates)[number]

/** Whether the last evaluation worked; `unknown` for a rule that was not evaluated yet. */
export const ruleHealths = ['ok', 'err', 'unknown'] as const
export type RuleHealth = (typeof ruleHealths)[number]

/**
 * Whether documents and Prometheus agree. `loaded`: both have it. `not-loaded`: only the documents. `undocumented`: only
 * Prometheus. `unknown`: Prometheus never answered.
 */
export const ruleCoverages = ['loaded', 'not-loaded', 'undocumented', 'unknown'] as const
export type RuleCoverage = (typeof ruleCoverages)[number]

/** `unknown` is for rules without a severity, or with one that is not ours. */
export const ruleSeverities = ['critical', 'warning', 'info', 'unknown'] as const

export const ruleKinds = ['alerting', 'recording'] as const

/** Where the rules lie that ship; named where somebody has to load them. */
export const shippedRuleFiles = {
  plain: 'deploy/prometheus/patchboard.rules.yaml',
  operator: 'deploy/prometheus/prometheus-rule.yaml',
} as const
