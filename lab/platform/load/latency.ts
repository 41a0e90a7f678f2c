/** How long things take: a log-normal distribution, in whatever unit its histogram uses. */
export interface LatencyShape {
  median: number
  /** Standard deviation of the logarithm: 0.4 is narrow, 1 has a long tail. */
  spread: number
}

/** Abramowitz and Stegun 7.1.26; its error (1.5e-7) is far below one event in the counts of the lab. */
function normalShareBelow(deviations: number): number {
  const x = Math.abs(deviations) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const erf = 1 - polynomial * Math.exp(-x * x)
  return deviations < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}

/** The share of events that take at most each bound. Rises with the bound. */
export function sharesBelow({ median, spread }: LatencyShape, bounds: readonly number[]): number[] {
  return bounds.map((bound) => normalShareBelow(Math.log(bound / median) / spread))
}

export function meanOf({ median, spread }: LatencyShape): number {
  return median * Math.exp((spread * spread) / 2)
}

/** The same distribution, `factor` times slower. */
export function slowed(shape: LatencyShape, factor: number): LatencyShape {
  return { median: shape.median * factor, spread: shape.spread }
}
