import { expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { waitForDatabase } from './wait-for-database'

const away = new AppError('unavailable', 'away')

it('asks less and less often, up to a limit, and tells why', async () => {
  const told: [string, number][] = []
  let answer: () => Promise<'ready' | 'missing'> = () => Promise.reject(away)
  const waiting = waitForDatabase({
    look: () => answer(),
    tell: (problem, waitMs) => told.push([problem, waitMs]),
    signal: new AbortController().signal,
    firstWaitMs: 1,
    maxWaitMs: 8,
  })
  await vi.waitFor(() => expect(told.length).toBeGreaterThanOrEqual(5))
  expect(told.slice(0, 5).map(([, waitMs]) => waitMs)).toEqual([1, 2, 4, 8, 8])
  expect(told[0]?.[0]).toBe('away')
  answer = async () => 'missing'
  await vi.waitFor(() => expect(told.at(-1)?.[0]).toBe('missing'))
  answer = async () => 'ready'
  expect(await waiting).toBe(true)
})

it('ends when it is told to stop', async () => {
  const stopping = new AbortController()
  const waiting = waitForDatabase({
    look: () => Promise.reject(away),
    tell: () => stopping.abort(),
    signal: stopping.signal,
  })
  expect(await waiting).toBe(false)
})

it('does not wait out a fault', async () => {
  const fault = new TypeError('x is not a function')
  const waiting = waitForDatabase({
    look: () => Promise.reject(fault),
    tell: () => undefined,
    signal: new AbortController().signal,
  })
  await expect(waiting).rejects.toBe(fault)
})
