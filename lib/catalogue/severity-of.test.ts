import { describe, expect, it } from 'vitest'
import { severityOf } from './severity-of'

describe('severityOf', () => {
  it.each([
    ['critical', 'critical'],
    ['CRITICAL', 'critical'],
    ['Warning', 'warning'],
    ['info', 'info'],
    ['outage', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (printed, severity) => {
    expect(severityOf(printed)).toBe(severity)
  })
})
