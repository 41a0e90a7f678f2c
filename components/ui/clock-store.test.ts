import { describe, expect, it } from 'vitest'
import { createClock } from './clock-store'

function setUp() {
  let now = 1000
  let run: (() => void) | null = null
  let follow: () => void = () => {}
  const page = {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: (_type: string, listener: () => void) => {
      follow = listener
    },
    removeEventListener: () => {},
  }
  const clock = createClock({
    set: (tick) => {
      run = tick
      return tick
    },
    clear: () => {
      run = null
    },
    nowMs: () => now,
  })
  return {
    clock,
    page: page as unknown as Document & { visibilityState: DocumentVisibilityState },
    pass: (ms: number) => {
      now += ms
      run?.()
    },
    ticking: () => run !== null,
    look: (state: DocumentVisibilityState) => {
      page.visibilityState = state
      follow()
    },
  }
}

describe('createClock', () => {
  it('ticks only while somebody listens', () => {
    const { clock, ticking, pass } = setUp()
    expect(ticking()).toBe(false)
    let told = 0
    const leave = clock.subscribe(() => {
      told += 1
    })
    pass(1000)
    expect([ticking(), told, clock.nowMs()]).toEqual([true, 1, 2000])
    leave()
    expect(ticking()).toBe(false)
  })

  it("goes by the server's time where the viewer's clock is wrong, and not by the way from there", () => {
    const { clock, pass } = setUp()
    let told = 0
    clock.subscribe(() => {
      told += 1
    })
    clock.follow(1000 - 50_000)
    expect([clock.nowMs(), told]).toEqual([-49_000, 1])
    pass(60_000)
    expect(clock.nowMs()).toBe(11_000)
    expect(clock.readMs()).toBe(11_000)
    clock.follow(61_000 - 3_000)
    expect(clock.nowMs()).toBe(61_000)
  })

  it('rests while the page is hidden, and catches up at once when it is seen again', () => {
    const { clock, page, ticking, pass, look } = setUp()
    clock.attach(page)
    let told = 0
    clock.subscribe(() => {
      told += 1
    })
    look('hidden')
    expect(ticking()).toBe(false)
    pass(60_000)
    look('visible')
    expect([ticking(), told, clock.nowMs()]).toEqual([true, 1, 61_000])
  })
})
