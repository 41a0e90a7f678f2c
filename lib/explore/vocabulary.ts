/** Constants that browsers need before anything else; free of zod, which is no part of a page's first load. */
export const explorePermission = 'explore:query'

/** How an expression is evaluated: over a range, or at one instant. */
export const queryModes = ['range', 'instant'] as const
export type QueryMode = (typeof queryModes)[number]

export const resultViews = ['graph', 'table'] as const
export type ResultView = (typeof resultViews)[number]

export const maxQueryLength = 10_000

/** Bounds of one query. `ask`: more needs a second click; `refuse`: more is never run; `rows` and `lines`: what is shown of more. */
export const queryLimits = {
  ask: { series: 5_000, samples: 20_000_000 },
  refuse: { series: 100_000, samples: 200_000_000 },
  selectors: 20,
  /** Rows of an instant answer. */
  rows: 1_000,
  /** Rows of a range answer; each is a whole series. */
  rangeRows: 200,
  /** Lines in the graph. */
  lines: 50,
  pointsPerSeries: 240,
  /** Samples that a range vector (`metric[5m]`) may print. */
  printedSamples: 200_000,
} as const

/** Queries of one person at a time and in a minute, and of everybody in one region and process. */
export const slotLimits = { perActor: 4, perActorAndMinute: 120, perRegion: 8 } as const

/** Entries of the history that are kept for each person, apart from the starred ones, and how many may be starred. */
export const historyLimits = { kept: 100, starred: 100 } as const

export const metricKinds = [
  'counter',
  'gauge',
  'histogram',
  'summary',
  'info',
  'stateset',
  'gaugehistogram',
  'unknown',
] as const
export type MetricKind = (typeof metricKinds)[number]

/** `unknown`: the source did not answer, so nobody can tell. */
export const presences = ['present', 'missing', 'unknown'] as const
