import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EventSourceLike, LiveConnection } from './connection'
import type { LiveEvent } from './schema'

type Listener = (event: { data?: unknown; lastEventId?: string }) => void

/** A browser's EventSource, played by the test. */
class PlayedSource implements EventSourceLike {
  readonly url: URL
  closed = false
  readonly #listeners = new Map<string, Listener[]>()

  constructor(url: string) {
    this.url = new URL(url, 'http://console')
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  close(): void {
    this.closed = true
  }

  say(type: string, event: { data?: unknown; lastEventId?: string } = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }

  send(event: LiveEvent, lastEventId: string): void {
    this.say('message', { data: JSON.stringify(event), lastEventId })
  }
}

const beat: LiveEvent = {
  type: 'beat',
  topic: 'alerts',
  position: { epoch: 'e', seq: 1 },
  observedAt: '2026-11-20T18:00:00.000Z',
  sources: [],
}

describe('LiveConnection', () => {
  let opened: PlayedSource[]
  let hidden: boolean
  let onVisibility: () => void
  let onDoubt: () => void
  let signedIn: boolean
  let left: number
  let connection: LiveConnection
  let events: LiveEvent[]

  beforeEach(() => {
    vi.useFakeTimers()
    opened = []
    events = []
    hidden = false
    signedIn = true
    left = 0
    connection = new LiveConnection({
      open: (url) => {
        const source = new PlayedSource(url)
        opened.push(source)
        return source
      },
      now: Date.now,
      random: () => 1,
      isHidden: () => hidden,
      onVisibilityChange: (listener) => {
        onVisibility = listener
      },
      onSessionDoubt: (listener) => {
        onDoubt = listener
      },
      isSignedIn: async () => signedIn,
      leave: () => {
        left += 1
      },
    })
    connection.onEvent((event) => events.push(event))
  })
  afterEach(() => vi.useRealTimers())

  const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
  const last = (): PlayedSource => {
    const source = opened.at(-1)
    if (!source) throw new Error('nothing was opened')
    return source
  }
  const live = () => opened.filter(({ closed }) => !closed).length
  const setHidden = (value: boolean) => {
    hidden = value
    onVisibility()
  }

  it('opens one stream for the topics of all pages', async () => {
    connection.want(['services'])
    connection.want(['alerts', 'services'])
    await tick()
    expect(opened).toHaveLength(1)
    expect(last().url.pathname).toBe('/api/live')
    expect(last().url.searchParams.get('topics')).toBe('alerts,services')
    expect(connection.state().status).toBe('connecting')
    last().say('open')
    expect(connection.state().status).toBe('live')
  })

  describe('when the session ends', () => {
    const goodbye = (reason: string) => last().say('goodbye', { data: JSON.stringify({ reason }) })

    it('leaves once when the stream says so, and opens nothing more', async () => {
      connection.want(['alerts'])
      await tick()
      last().say('open')
      signedIn = false
      goodbye('session-ended')
      await tick()
      expect(left).toBe(1)
      onDoubt()
      await tick(60_000)
      expect(left).toBe(1)
      expect(live()).toBe(0)
      expect(opened).toHaveLength(1)
    })

    it('stays when the stream ended for another reason, or when the tab has a newer session', async () => {
      connection.want(['alerts'])
      await tick()
      last().say('open')
      goodbye('lifetime')
      expect(live()).toBe(1)
      last().say('open')
      goodbye('session-ended')
      await tick(2_000)
      expect(left).toBe(0)
      expect(live()).toBe(1)
    })

    it('asks when a stream is refused before it began, and not when a running one breaks off', async () => {
      connection.want(['alerts'])
      await tick()
      last().say('open')
      signedIn = false
      last().say('error')
      await tick()
      expect(left).toBe(0)
      await tick(2_000)
      last().say('error')
      await tick()
      expect(left).toBe(1)
    })

    it('leaves when another tab signs out, but not from a page that wants nothing live', async () => {
      signedIn = false
      onDoubt()
      await tick()
      expect(left).toBe(0)
      connection.want(['alerts'])
      await tick()
      onDoubt()
      await tick()
      expect(left).toBe(1)
    })
  })

  it('hands on events, and drops those of a stream it left', async () => {
    connection.want(['alerts'])
    await tick()
    const first = last()
    first.send(beat, 'id-1')
    expect(events).toEqual([beat])
    connection.want(['services'])
    await tick()
    expect(first.closed).toBe(true)
    first.send(beat, 'id-2')
    expect(events).toHaveLength(1)
    expect(last().url.searchParams.get('lastEventId')).toBe('id-1')
  })

  it('keeps topics for a moment after the last page that wanted them, then closes', async () => {
    const leave = connection.want(['alerts'])
    await tick()
    leave()
    leave()
    await tick(4000)
    connection.want(['alerts'])
    await tick(10_000)
    expect(opened).toHaveLength(1)
    expect(live()).toBe(1)
    const again = connection.want(['alerts'])
    again()
    await tick(10_000)
    expect(live()).toBe(1)
  })

  it('is off when no page wants anything', async () => {
    const leave = connection.want(['alerts'])
    await tick()
    leave()
    await tick(5000)
    expect(live()).toBe(0)
    expect(connection.state().status).toBe('off')
  })

  it('opens at once for a new page although another one just left', async () => {
    const leave = connection.want(['alerts'])
    await tick()
    connection.want(['services'])
    leave()
    await tick()
    expect(last().url.searchParams.get('topics')).toContain('services')
  })

  it('comes back with growing waits, and starts small again after an event', async () => {
    connection.want(['alerts'])
    await tick()
    for (const waitMs of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      const before = opened.length
      last().say('error')
      expect(connection.state().status).toBe('reconnecting')
      await tick(waitMs - 1)
      expect(opened.length).toBe(before)
      await tick(1)
      expect(opened.length).toBe(before + 1)
    }
    last().send(beat, 'x')
    expect(connection.state().status).toBe('live')
    const before = opened.length
    last().say('error')
    await tick(1000)
    expect(opened.length).toBe(before + 1)
    expect(live()).toBe(1)
  })

  it('notices a connection that is open and dead', async () => {
    connection.want(['alerts'])
    await tick()
    last().say('open')
    await tick(39_000)
    last().say('heartbeat')
    await tick(39_999)
    expect(connection.state().status).toBe('live')
    await tick(1)
    expect(connection.state().status).toBe('reconnecting')
    expect(live()).toBe(0)
  })

  it('goes on with the next stream after a goodbye, without a change of status', async () => {
    connection.want(['alerts'])
    await tick()
    last().send(beat, 'id-9')
    const states: string[] = []
    connection.onState(() => states.push(connection.state().status))
    last().say('goodbye')
    expect(opened).toHaveLength(2)
    expect(last().url.searchParams.get('lastEventId')).toBe('id-9')
    last().say('open')
    expect(states).toEqual([])
  })

  it('treats what it cannot read as a failure', async () => {
    connection.want(['alerts'])
    await tick()
    last().say('message', { data: '{"type":"unheard-of"}' })
    expect(connection.state().status).toBe('reconnecting')
    await tick(1000)
    last().say('message', { data: 'not json' })
    expect(connection.state().status).toBe('reconnecting')
    expect(events).toEqual([])
  })

  it('pauses thirty seconds after the tab was hidden, and resumes when it is shown', async () => {
    connection.want(['alerts'])
    await tick()
    last().send(beat, 'id-3')
    setHidden(true)
    await tick(29_000)
    expect(connection.state().status).toBe('live')
    await tick(1000)
    expect(connection.state().status).toBe('paused')
    expect(live()).toBe(0)
    connection.want(['services'])
    await tick(60_000)
    expect(live()).toBe(0)
    setHidden(false)
    expect(live()).toBe(1)
    expect(last().url.searchParams.get('topics')).toBe('alerts,services')
    expect(last().url.searchParams.get('lastEventId')).toBe('id-3')
  })

  it('does not pause for a glance at another tab', async () => {
    connection.want(['alerts'])
    await tick()
    last().say('open')
    setHidden(true)
    await tick(10_000)
    setHidden(false)
    last().say('heartbeat')
    await tick(35_000)
    expect(opened).toHaveLength(1)
    expect(connection.state().status).toBe('live')
  })

  it('does not open in a tab that starts hidden', async () => {
    hidden = true
    connection.want(['alerts'])
    await tick()
    expect(opened).toHaveLength(0)
    expect(connection.state().status).toBe('paused')
    setHidden(false)
    expect(opened).toHaveLength(1)
  })

  it('does not retry while paused', async () => {
    connection.want(['alerts'])
    await tick()
    setHidden(true)
    await tick(29_999)
    last().say('error')
    await tick(60_000)
    expect(live()).toBe(0)
    expect(connection.state().status).toBe('paused')
  })

  it('says since when', async () => {
    connection.want(['alerts'])
    await tick()
    const { sinceMs } = connection.state()
    await tick(500)
    last().say('open')
    expect(connection.state().sinceMs).toBe(sinceMs + 500)
    await tick(500)
    last().say('heartbeat')
    expect(connection.state().sinceMs).toBe(sinceMs + 500)
  })
})
