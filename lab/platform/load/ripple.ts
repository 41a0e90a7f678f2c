import { mixHash } from './seeded-number'

/**
 * Noise that can be integrated: three sine waves whose periods and phases follow from the series' hash. Amplitudes add
 * up to less than a third, so a rate that ripples never turns negative and a counter never falls.
 */
export interface Ripple {
  /** Relative deviation at a time, -0.32 to 0.32. */
  at: (timeSeconds: number) => number
  /** Its antiderivative in seconds, within ±40. */
  integral: (timeSeconds: number) => number
}

const waves = [
  { periodSeconds: 1020, amplitude: 0.12 },
  { periodSeconds: 430, amplitude: 0.12 },
  { periodSeconds: 140, amplitude: 0.08 },
] as const

/** `hash` is the series' own, from `hashText`. */
export function createRipple(hash: number): Ripple {
  const terms = waves.map(({ periodSeconds, amplitude }, index) => {
    const bits = mixHash(hash + index * 0x9e3779b9)
    // 10 bits lengthen the period by up to a quarter, 16 bits set the phase.
    const omega = (2 * Math.PI) / (periodSeconds * (1 + ((bits & 0x3ff) / 0x3ff) * 0.25))
    return { omega, amplitude, phase: ((bits >>> 10) / 0x400000) * 2 * Math.PI }
  })
  return {
    at: (timeSeconds) => {
      let sum = 0
      for (const { omega, amplitude, phase } of terms) sum += amplitude * Math.cos(omega * timeSeconds + phase)
      return sum
    },
    integral: (timeSeconds) => {
      let sum = 0
      for (const { omega, amplitude, phase } of terms)
        sum += (amplitude / omega) * Math.sin(omega * timeSeconds + phase)
      return sum
    },
  }
}
