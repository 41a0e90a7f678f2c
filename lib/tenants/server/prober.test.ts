import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProbeOutcome, ProbeTarget } from '../probe-adapter'
import { Prober, type ProberOptions } from './prober'

const intervalMs = 1000
const target = (id: string): ProbeTarget => ({
  id,
  region: 'west',
  cloud: 'azure',
  portalUrl: `https://${id}.example/`,
})
const answered: ProbeOutcome = { status: 200, failure: null, durationSeconds: 0.1 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Setup = Partial<ProberOptions> & { ids?: string[] }

function setUp({ ids = ['t1', 't2'], ...change }: Setup = {}) {
  const pushed: string[][] = []
  const errors: unknown[] = []
  const prober = new Prober({
    intervalMs,
    concurrency: 2,
    isLeader: async () => true,
    readTargets: async () => ids.map(target),
    probe: async () => answered,
    push: async (results) => {
      pushed.push(results.map((result) => result.target.id).sort())
    },
    onError: (error) => errors.push(error),
    ...change,
  })
  return { prober, pushed, errors }
}

/** Time that stands still would never let a round end. */
async function end(prober: Prober): Promise<void> {
  const stopping = prober.stop(1000)
  await pass(120_000)
  await stopping
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('Prober', () => {
  it('probes at once and then each interval, and pushes all together', async () => {
    const { prober, pushed } = setUp()
    prober.start()
    await pass(0)
    expect(pushed).toEqual([['t1', 't2']])
    await pass(3 * intervalMs)
    expect(pushed).toHaveLength(4)
    await end(prober)
    await pass(5 * intervalMs)
    expect(pushed).toHaveLength(4)
  })

  it('asks no more portals at once than it may', async () => {
    let running = 0
    let most = 0
    const probe = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      return answered
    }
    const { prober, pushed } = setUp({
      ids: Array.from({ length: 9 }, (_, index) => `t${index}`),
      probe,
      concurrency: 3,
    })
    prober.start()
    await pass(50)
    expect(pushed[0]).toHaveLength(9)
    expect(most).toBe(3)
    await end(prober)
  })

  it('does nothing while another leads', async () => {
    let leading = false
    const { prober, pushed } = setUp({ isLeader: async () => leading })
    prober.start()
    await pass(3 * intervalMs)
    expect(pushed).toEqual([])
    leading = true
    await pass(intervalMs)
    expect(pushed).toHaveLength(1)
    expect(prober.state().leading).toBe(true)
    await end(prober)
  })

  it('goes on with its last tenants when they cannot be read, and with none before', async () => {
    let read: () => Promise<ProbeTarget[]> = async () => {
      throw new Error('the database is down')
    }
    const { prober, pushed, errors } = setUp({ readTargets: () => read() })
    prober.start()
    await pass(0)
    expect(pushed).toEqual([])
    read = async () => [target('t1')]
    await pass(intervalMs)
    read = async () => {
      throw new Error('the database is down')
    }
    await pass(2 * intervalMs)
    expect(pushed).toEqual([['t1'], ['t1'], ['t1']])
    expect(errors).toHaveLength(3)
    await end(prober)
  })

  it('pushes an empty list when there is no tenant: the gateway must forget the old ones', async () => {
    const { prober, pushed } = setUp({ ids: [] })
    prober.start()
    await pass(0)
    expect(pushed).toEqual([[]])
    await end(prober)
  })

  it('leaves out tenants that were switched off', async () => {
    let ids = ['t1', 't2']
    const { prober, pushed } = setUp({ readTargets: async () => ids.map(target) })
    prober.start()
    await pass(0)
    ids = ['t2']
    await pass(intervalMs)
    expect(pushed).toEqual([['t1', 't2'], ['t2']])
    await end(prober)
  })

  describe('with a round that takes longer than an interval', () => {
    /** One portal of the second round answers only after a while. */
    function slow(afterMs: number) {
      let calls = 0
      return setUp({
        probe: async ({ id }) => {
          calls += 1
          const wait = id === 't1' && calls > 2 ? afterMs : 0
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
          return answered
        },
      })
    }

    it('pushes what it knows meanwhile, and starts the next one at once', async () => {
      const { prober, pushed } = slow(2500)
      prober.start()
      await pass(intervalMs)
      expect(pushed).toHaveLength(1)
      await pass(2400)
      expect(pushed).toEqual([
        ['t1', 't2'],
        ['t1', 't2'],
        ['t1', 't2'],
      ])
      await pass(200)
      expect(pushed).toHaveLength(4)
      await end(prober)
    })

    it('does not push what is older than three intervals', async () => {
      const { prober, pushed } = slow(60_000)
      prober.start()
      await pass(6 * intervalMs)
      expect(pushed.at(-1)).toEqual([])
      await end(prober)
    })

    it('pushes nothing before its first whole round, which would take the others away', async () => {
      const { prober, pushed } = setUp({
        probe: async ({ id }) => {
          if (id === 't1') await new Promise((resolve) => setTimeout(resolve, 2500))
          return answered
        },
      })
      prober.start()
      await pass(2400)
      expect(pushed).toEqual([])
      await pass(200)
      expect(pushed).toEqual([['t1', 't2']])
      await end(prober)
    })
  })

  it('lets its round end when stopped, or gives it up unpushed when that takes too long', async () => {
    const probe = () => new Promise<ProbeOutcome>((resolve) => setTimeout(() => resolve(answered), 500))
    const patient = setUp({ probe })
    patient.prober.start()
    await pass(100)
    const ending = patient.prober.stop(1000)
    await pass(500)
    await ending
    expect(patient.pushed).toEqual([['t1', 't2']])

    const hasty = setUp({ probe })
    hasty.prober.start()
    await pass(100)
    const cutOff = hasty.prober.stop(100)
    await pass(500)
    await cutOff
    expect(hasty.pushed).toEqual([])
  })

  it('survives a push that fails', async () => {
    const { prober, errors } = setUp({
      push: async () => {
        throw new Error('the gateway is down')
      },
    })
    prober.start()
    await pass(2 * intervalMs)
    expect(errors).toHaveLength(3)
    expect(prober.state().roundEndedAt).not.toBeNull()
    await end(prober)
  })
})
