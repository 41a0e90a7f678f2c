import { describe, expect, it } from 'vitest'
import {
  historyParamsSchema,
  labelValuesSearchSchema,
  metricSearchSchema,
  recordQuerySchema,
  runQuerySchema,
} from './input-schema'
import { maxQueryLength } from './vocabulary'

describe('runQuerySchema', () => {
  it('fills in what is not said: the last hour, now, and no insisting', () => {
    expect(runQuerySchema.parse({ query: 'up', mode: 'range' })).toEqual({
      query: 'up',
      mode: 'range',
      range: { range: '1h' },
      at: null,
      anyway: false,
    })
  })

  it.each([
    ['empty', { query: ' \n', mode: 'range' }],
    ['too long', { query: 'a'.repeat(maxQueryLength + 1), mode: 'range' }],
    ['a NUL', { query: 'up\0', mode: 'range' }],
    ['no mode', { query: 'up' }],
    ['a range the wrong way round', { query: 'up', mode: 'range', range: { from: 20, to: 10 } }],
    ['a range of a year', { query: 'up', mode: 'range', range: { from: 1, to: 31_536_000 } }],
    ['a time after all times', { query: 'up', mode: 'instant', at: 1e12 }],
  ])('refuses %s', (_what, input) => {
    expect(runQuerySchema.safeParse(input).success).toBe(false)
  })
})

it.each([
  [{ label: 'job' }, true],
  [{ label: 'job', selector: 'up{pod="a"}' }, true],
  [{ label: 'job', selector: 'sum(up)' }, false],
  [{ label: 'job', selector: `up{pod="${'a'.repeat(2000)}"}` }, false],
  [{ label: '../../status/config' }, false],
  [{ label: '' }, false],
])('labelValuesSearchSchema %j: %s', (input, sound) => {
  expect(labelValuesSearchSchema.safeParse(input).success).toBe(sound)
})

it('bounds pages, texts and ids', () => {
  expect(metricSearchSchema.parse({})).toEqual({ q: '', group: '', offset: 0, limit: 200 })
  expect(metricSearchSchema.safeParse({ limit: '501' }).success).toBe(false)
  expect(metricSearchSchema.safeParse({ q: 'a'.repeat(201) }).success).toBe(false)
  expect(recordQuerySchema.safeParse({ query: '', mode: 'range' }).success).toBe(false)
  expect(historyParamsSchema.safeParse({ id: '1' }).success).toBe(false)
})
