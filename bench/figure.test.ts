import { describe, expect, it } from 'vitest'
import { atMost, figureTable, orUnmeasured } from './figure'

describe('orUnmeasured', () => {
  it('hands figures on', async () => {
    const figures = [atMost('a', 1, 'ms', 2)]
    expect(
      await orUnmeasured(
        'a',
        () => {},
        async () => figures,
      ),
    ).toEqual(figures)
  })

  it('makes of a failure a figure that does not hold, and says why', async () => {
    const said: string[] = []
    const failing = () => Promise.reject(new Error('Prometheus never showed it.'))
    const figures = await orUnmeasured('pixels', (line) => said.push(line), failing)
    expect(figures).toMatchObject([{ name: 'pixels', ok: false }])
    expect(said).toEqual(['pixels: not measured: Prometheus never showed it.'])
    expect(figureTable(figures)).toMatch(/\| pixels +\| not measured \| +\| NO +\|/)
  })
})

it('takes no figure that could not be measured for one that holds', () => {
  expect(atMost('a', Number.NaN, 'ms', 2).ok).toBe(false)
})
