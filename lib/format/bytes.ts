import { formatFinite, formatSpecial, type Measurement } from './number'

const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** A size in bytes with binary units: `512 B`, `1.5 KiB`, `3.2 GiB`. */
export function formatBytes(value: Measurement): string {
  const special = formatSpecial(value)
  if (special !== null) return special
  let size = Number(value)
  let step = 0
  while (Math.abs(size) >= 1024 && step < steps.length - 1) {
    size /= 1024
    step += 1
  }
  return `${formatFinite(size)} ${steps[step]}`
}
