import type { AbsoluteRange } from './range'

/** Unix seconds and value; null where nothing was measured. */
export type GridPoint = [number, number | null]

/**
 * One series on the whole grid of a range: a step without a sample is null, so that a chart shows a gap where nothing was
 * measured, never a line across it. NaN and the infinities have no place in JSON, nor on a line.
 */
export function toPoints(samples: readonly (readonly [number, number])[], grid: AbsoluteRange): GridPoint[] {
  const byTime = new Map(samples.map(([time, value]) => [Math.round(time), value]))
  const points: GridPoint[] = []
  for (let time = grid.startSeconds; time <= grid.endSeconds; time += grid.stepSeconds) {
    const value = byTime.get(time)
    points.push([time, value !== undefined && Number.isFinite(value) ? value : null])
  }
  return points
}
