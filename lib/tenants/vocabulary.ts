/** Why no HTTP answer came. `blocked`: the portal's name leads to an address that must not be called. */
export const probeFailures = ['timeout', 'refused', 'dns', 'tls', 'network', 'blocked'] as const

export const tenantSortFields = ['id', 'name', 'region', 'cloud', 'status', 'since', 'response-time'] as const

/** Ranges of the status strip, and how they are cut: at most 168 buckets, samples at least as often as a probe comes. */
export const historyRanges = {
  '24h': { bucketSeconds: 600, buckets: 144, stepSeconds: 30 },
  '7d': { bucketSeconds: 3600, buckets: 168, stepSeconds: 60 },
} as const

/** Tenants of one page of the list. */
export const maxHistoryTenants = 100

export const figureKinds = ['rate', 'sum', 'p95'] as const
