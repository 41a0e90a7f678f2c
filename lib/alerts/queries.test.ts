import { describe, expect, it } from 'vitest'
import { alertSearch } from './queries'
import { alertFilterSchema } from './schema'

describe('alertSearch', () => {
  it('leaves out what is not asked', () => {
    expect(alertSearch(alertFilterSchema.parse({}))).toBe('')
  })

  it('is the same for the same filter in another order and reads back as the same filter', () => {
    const one = alertFilterSchema.parse({ severity: 'warning,critical', tenant: 't&=2', text: 'redis down' })
    const other = alertFilterSchema.parse({ text: 'redis down', severity: 'critical,warning', tenant: 't&=2' })
    expect(alertSearch(one)).toBe(alertSearch(other))
    const back = alertFilterSchema.parse(Object.fromEntries(new URLSearchParams(alertSearch(one))))
    expect(back).toEqual({ ...one, severity: ['critical', 'warning'] })
  })
})
