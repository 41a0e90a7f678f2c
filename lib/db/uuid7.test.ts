import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { uuid7 } from './uuid7'

describe('uuid7', () => {
  it('makes ids of version 7 that sort by time and are not made twice', () => {
    const times = [0, 1, 1_000, 1_764_456_000_000, 1_764_456_000_001, 2 ** 47]
    const ids = times.map((time) => uuid7(new Date(time)))
    expect([...ids].sort()).toEqual(ids)
    for (const id of ids) expect(z.uuidv7().safeParse(id).success).toBe(true)
    expect(uuid7(new Date(1_764_456_000_000)).startsWith('019ad1c5-ea00-7')).toBe(true)
    expect(new Set(Array.from({ length: 1000 }, () => uuid7(new Date(0)))).size).toBe(1000)
  })
})
