import { describe, expect, it } from 'vitest'
import { inferUnit } from './unit'

const units: Readonly<Record<string, string>> = {
  calls: 'count',
  bytes_read: 'bytes',
  latency: 'seconds',
  started: 'unix-seconds',
  latency_bucket: 'count',
}
const unitOf = (series: string) => units[series] ?? null

describe('inferUnit', () => {
  it.each([
    ['bytes_read', 'bytes'],
    ['bytes_read{a="b"} offset 5m', 'bytes'],
    ['sum by (pod) (rate(bytes_read[5m]))', 'bytes/s'],
    ['rate(calls[5m])', 'per-second'],
    ['rate(nobody_knows[5m])', 'per-second'],
    ['increase(calls[1h])', 'count'],
    ['topk(10, sum(bytes_read) by (pod))', 'bytes'],
    ['max_over_time(avg(latency)[1h:1m])', 'seconds'],
    ['histogram_quantile(0.95, sum by (le) (rate(latency_bucket[5m])))', 'seconds'],
    ['count(bytes_read)', 'count'],
    ['count_over_time(bytes_read[5m])', 'count'],
    ['bytes_read > 5', 'bytes'],
    ['bytes_read > bool 5', null],
    ['bytes_read and latency', 'bytes'],
    ['bytes_read / calls', null],
    ['-bytes_read', 'bytes'],
    ['time()', 'unix-seconds'],
    ['rate(started[5m])', null],
    ['stdvar(latency)', null],
    ['1', null],
    ['', null],
    ['sum(', null],
  ])('%s: %s', (query, unit) => {
    expect(inferUnit(query, unitOf)).toBe(unit)
  })
})
