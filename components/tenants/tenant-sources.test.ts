import { describe, expect, it } from 'vitest'
import type { SourceState } from '@/lib/sources/schema'
import { databaseLapse, statusSources } from './tenant-sources'

const at = '2026-11-20T12:00:00.000Z'
const source = (name: SourceState['name'], region: string, change: Partial<SourceState> = {}): SourceState => ({
  name,
  region,
  status: 'ok',
  observedAt: at,
  since: at,
  ...change,
})

const west = source('prometheus', 'west')
const east = source('prometheus', 'east', { status: 'stale' })
const database = source('postgresql', 'console')
const lapsed = source('postgresql', 'console', { status: 'stale' })
const silent = source('postgresql', 'console', { status: 'failing', observedAt: null })

describe('sources of tenants', () => {
  it('knows a database that answered before from one that never did', () => {
    expect(databaseLapse([west, database])).toBeNull()
    expect(databaseLapse([west, lapsed])).toBe(lapsed)
    // Without any list there may be tenants that nobody sees: that is no lapse, the list is incomplete.
    expect(databaseLapse([west, silent])).toBeNull()
  })

  it.each([
    ['all is well', [west, east, database], undefined, [west, east, database]],
    ['the database lapsed: statuses are current', [west, east, lapsed], undefined, [west, east]],
    ['the database never answered: the list may be incomplete', [west, silent], undefined, [west, silent]],
    ['one tenant', [west, east, database], 'west', [west, database]],
    ['one tenant, database lapsed', [west, east, lapsed], 'east', [east]],
  ])('%s', (_name, sources, region, expected) => {
    expect(statusSources(sources, region)).toEqual(expected)
  })
})
