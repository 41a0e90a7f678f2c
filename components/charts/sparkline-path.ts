/**
 * The path of a small line in a box of `width` × `height`. Null and NaN break it; a point alone becomes a short dash. Null
 * when nothing can be drawn. The scale reaches from zero (or the lowest, when below) to the highest.
 */
export function sparklinePath(points: readonly (number | null)[], width: number, height: number): string | null {
  const finite = points.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []))
  if (finite.length === 0) return null
  const low = Math.min(0, ...finite)
  const high = Math.max(...finite)
  const span = high - low || 1
  const pad = 1.5
  const step = points.length > 1 ? (width - 2 * pad) / (points.length - 1) : 0
  const place = (value: number, index: number) => {
    const x = pad + index * step
    // A flat line at zero lies on the floor, any other flat line in the middle of the box.
    const share = high === low ? (high === 0 ? 0 : 0.5) : (value - low) / span
    return `${round(x)} ${round(height - pad - share * (height - 2 * pad))}`
  }
  const parts: string[] = []
  let open = false
  for (const [index, value] of points.entries()) {
    if (value === null || !Number.isFinite(value)) {
      open = false
      continue
    }
    parts.push(`${open ? 'L' : 'M'}${place(value, index)}`)
    const next = points[index + 1]
    if (!open && (next === undefined || next === null || !Number.isFinite(next))) parts.push('h1')
    open = true
  }
  return parts.join('')
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
