import { numberBetween } from './seeded-number'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Share of the busiest hour's calls at each full hour, local time. Between full hours it moves in a straight line. */
const weekday = [
  0.05, 0.04, 0.03, 0.03, 0.04, 0.07, 0.16, 0.38, 0.72, 0.95, 1, 0.96, 0.8, 0.78, 0.9, 0.94, 0.86, 0.68, 0.48, 0.34,
  0.24, 0.16, 0.11, 0.08,
]
const saturday = [
  0.06, 0.04, 0.03, 0.03, 0.03, 0.05, 0.08, 0.16, 0.3, 0.42, 0.46, 0.44, 0.38, 0.34, 0.3, 0.26, 0.22, 0.18, 0.15, 0.13,
  0.11, 0.09, 0.07, 0.06,
]
const sunday = [
  0.05, 0.04, 0.03, 0.03, 0.03, 0.04, 0.05, 0.08, 0.13, 0.18, 0.2, 0.2, 0.19, 0.17, 0.16, 0.15, 0.14, 0.13, 0.12, 0.11,
  0.1, 0.08, 0.07, 0.06,
]
const week = [weekday, weekday, weekday, weekday, weekday, saturday, sunday].flat()

/** Most contact centres of the lab sit in Central Europe. */
const localOffsetMs = hourMs

/** Monday 2024-01-01, 00:00 local time: days are counted from here. */
const originMs = Date.UTC(2024, 0, 1) - localOffsetMs

const share = (hourOfWeek: number): number => week[((hourOfWeek % 168) + 168) % 168] ?? 0

/** Seconds of full load in the first n hours of the week, n = 0 … 168: trapezoids, so exact. */
const loadBeforeHour = [0]
for (let hour = 0; hour < week.length; hour++) {
  loadBeforeHour.push((loadBeforeHour[hour] ?? 0) + ((share(hour) + share(hour + 1)) / 2) * 3600)
}

/**
 * How busy the platform is: a week's curve times a factor for each day. Everything is a function of the time alone, and
 * the integral is exact, so a counter can be read at any time without having been counted.
 */
export interface Demand {
  /** The week's curve without the day's factor, 0.03 to 1; continuous. */
  weekly: (timeMs: number) => number
  /** The share of full load now, about 0.03 to 1.1. */
  level: (timeMs: number) => number
  /** Seconds of full load between two times. */
  seconds: (fromMs: number, toMs: number) => number
}

export function createDemand(seed: number): Demand {
  const before: number[] = [0]
  const dayFactor = (day: number) => numberBetween(seed, `day/${day}`, 0.88, 1.12)
  const secondsOfDay = (day: number) => {
    const first = (((day % 7) + 7) % 7) * 24
    return (loadBeforeHour[first + 24] ?? 0) - (loadBeforeHour[first] ?? 0)
  }
  const sinceOrigin = (timeMs: number): number => {
    const elapsedMs = Math.max(0, timeMs - originMs)
    const day = Math.floor(elapsedMs / dayMs)
    while (before.length <= day) {
      const last = before.length - 1
      before.push((before[last] ?? 0) + dayFactor(last) * secondsOfDay(last))
    }
    return (before[day] ?? 0) + dayFactor(day) * secondsIntoDay(day, elapsedMs - day * dayMs)
  }
  return {
    weekly: weeklyShare,
    level: (timeMs) => weeklyShare(timeMs) * dayFactor(Math.floor((timeMs - originMs) / dayMs)),
    seconds: (fromMs, toMs) => sinceOrigin(toMs) - sinceOrigin(fromMs),
  }
}

function weeklyShare(timeMs: number): number {
  const hours = (timeMs - originMs) / hourMs
  const hour = Math.floor(hours)
  const part = hours - hour
  return share(hour) * (1 - part) + share(hour + 1) * part
}

function secondsIntoDay(day: number, intoDayMs: number): number {
  const hours = intoDayMs / hourMs
  const hour = Math.floor(hours)
  const part = hours - hour
  const first = (((day % 7) + 7) % 7) * 24
  const whole = (loadBeforeHour[first + hour] ?? 0) - (loadBeforeHour[first] ?? 0)
  const left = share(first + hour)
  const right = share(first + hour + 1)
  return whole + (left * part + ((right - left) * part * part) / 2) * 3600
}
