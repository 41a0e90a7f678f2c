import { describe, expect, it } from 'vitest'
import { DeltaLog } from './delta-log'
import type { LiveDelta } from './schema'

const delta = (seq: number, rows = 1): LiveDelta => ({
  type: 'delta',
  topic: 'alerts',
  position: { epoch: 'e', seq },
  observedAt: '2026-11-20T18:00:00.000Z',
  upsert: Array.from({ length: rows }, (_value, at) => ({ id: `${seq}-${at}` })),
  remove: [],
  total: rows,
  summary: null,
  sources: [],
})
const at = (seq: number, epoch = 'e') => ({ epoch, seq })

describe('DeltaLog', () => {
  it('hands out what came after a position', () => {
    const log = new DeltaLog()
    for (const seq of [1, 2, 3]) log.append(delta(seq))
    expect(log.after(at(1), at(3))?.map(({ position }) => position.seq)).toEqual([2, 3])
    expect(log.after(at(3), at(3))).toEqual([])
    expect(log.after(at(0), at(3))).toHaveLength(3)
  })

  it('cannot tell after another run, from the future, or past its end', () => {
    const log = new DeltaLog(2)
    for (const seq of [1, 2, 3]) log.append(delta(seq))
    expect(log.after(at(2, 'other'), at(3))).toBeNull()
    expect(log.after(at(4), at(3))).toBeNull()
    expect(log.after(at(0), at(3))).toBeNull()
    expect(log.after(at(1), at(3))).toHaveLength(2)
  })

  it('drops the oldest when rows pile up, and never hands out a part', () => {
    const log = new DeltaLog(100, 10)
    log.append(delta(1, 6))
    log.append(delta(2, 6))
    expect(log.after(at(0), at(2))).toBeNull()
    expect(log.after(at(1), at(2))).toHaveLength(1)
    log.append(delta(3, 50))
    expect(log.after(at(2), at(3))).toBeNull()
    log.append(delta(4, 1))
    expect(log.after(at(3), at(4))).toHaveLength(1)
  })
})
