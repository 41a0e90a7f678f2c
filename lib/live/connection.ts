import { goodbyeSchema, type LiveEvent, type LiveTopic, liveEventSchema } from './schema'

/** What the status light of the page says. `paused`: the tab is hidden. `off`: no page wants live data. */
export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'paused' | 'off'
export type LiveState = { status: LiveStatus; sinceMs: number }

/** The part of the browser's EventSource that is used, so that tests can play it. */
export type EventSourceLike = {
  addEventListener(
    type: 'open' | 'error' | 'message' | 'heartbeat' | 'goodbye',
    listener: (event: { data?: unknown; lastEventId?: string }) => void,
  ): void
  close(): void
}

export type LiveEnvironment = {
  open: (url: string) => EventSourceLike
  now: () => number
  random: () => number
  isHidden: () => boolean
  onVisibilityChange: (listener: () => void) => void
  /** Another tab says that the session may have ended. */
  onSessionDoubt: (listener: () => void) => void
  /** False only when the console says that nobody is signed in here; true when it does not answer. */
  isSignedIn: () => Promise<boolean>
  /** Leaves for the sign-in page, to come back to this very view. */
  leave: () => void
}

/** A hidden tab keeps its stream this long, so that a glance at another tab costs nothing. */
const pauseAfterMs = 30_000
/** Topics that no page wants any more are kept this long: the next page often wants them again. */
const lingerMs = 5_000
/** The server sends a heartbeat each 15 s; after this much silence the connection is dead, whatever the browser believes. */
const silenceMs = 40_000
const firstRetryMs = 1_000
const lastRetryMs = 30_000

type Timer = ReturnType<typeof setTimeout>
type Listener = (event: LiveEvent) => void

/** One EventSource for a whole tab: topics of all pages together, resumed where it broke off, paused while hidden. */
export class LiveConnection {
  readonly #environment: LiveEnvironment
  readonly #wanted = new Map<LiveTopic, number>()
  readonly #listeners = new Set<Listener>()
  readonly #stateListeners = new Set<() => void>()
  #source: EventSourceLike | undefined
  #openTopics: readonly LiveTopic[] = []
  #lastEventId = ''
  #attempts = 0
  #state: LiveState
  #settle: Timer | undefined
  #linger: Timer | undefined
  #retry: Timer | undefined
  #silence: Timer | undefined
  #pause: Timer | undefined
  #left = false

  constructor(environment: LiveEnvironment) {
    this.#environment = environment
    this.#state = { status: 'off', sinceMs: environment.now() }
    environment.onVisibilityChange(() => this.#onVisibility())
    environment.onSessionDoubt(() => void this.#leaveIfSignedOut())
  }

  state(): LiveState {
    return this.#state
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Wants these topics until the returned function is called. */
  want(topics: readonly LiveTopic[]): () => void {
    for (const topic of topics) this.#wanted.set(topic, (this.#wanted.get(topic) ?? 0) + 1)
    clearTimeout(this.#settle)
    this.#settle = setTimeout(() => this.#settleNow(), 0)
    let done = false
    return () => {
      if (done) return
      done = true
      for (const topic of topics) {
        const left = (this.#wanted.get(topic) ?? 1) - 1
        if (left > 0) this.#wanted.set(topic, left)
        else this.#wanted.delete(topic)
      }
      clearTimeout(this.#linger)
      this.#linger = setTimeout(() => this.#settleNow(), lingerMs)
    }
  }

  /** Brings what is open in line with what is wanted. */
  #settleNow(): void {
    const topics = [...this.#wanted.keys()].sort()
    if (topics.length === 0) {
      this.#close()
      this.#say('off')
      return
    }
    if (this.#state.status === 'paused') return
    if (this.#environment.isHidden() && !this.#source) {
      this.#say('paused')
      return
    }
    const same =
      topics.length === this.#openTopics.length && topics.every((topic, at) => topic === this.#openTopics[at])
    if (this.#source && same) return
    if (!this.#source && this.#retry && same) return
    this.#open(topics)
  }

  #open(topics: readonly LiveTopic[], status?: LiveStatus): void {
    this.#close()
    this.#openTopics = topics
    // A first stream, or one for the topics of another page, is no sign of trouble.
    const isAfterLoss = this.#state.status === 'reconnecting' || this.#attempts > 0
    this.#say(status ?? (isAfterLoss ? 'reconnecting' : 'connecting'))
    const query = new URLSearchParams({ topics: topics.join(',') })
    if (this.#lastEventId) query.set('lastEventId', this.#lastEventId)
    const source = this.#environment.open(`/api/live?${query}`)
    this.#source = source
    let wasAlive = false
    const alive = () => {
      wasAlive = true
      if (this.#source === source) this.#hear()
    }
    source.addEventListener('open', alive)
    source.addEventListener('heartbeat', alive)
    source.addEventListener('message', (message) => {
      if (this.#source === source) this.#receive(message)
    })
    // Not a failure, so the status does not change: the next stream goes on where this one ended.
    source.addEventListener('goodbye', (message) => {
      if (this.#source !== source) return
      if (saysSessionEnded(message.data)) this.#doubt()
      else this.#open([...this.#wanted.keys()].sort(), this.#state.status)
    })
    source.addEventListener('error', () => {
      if (this.#source !== source) return
      // An EventSource does not tell why it was refused; a stream that never began may have been refused for want of a session.
      if (wasAlive) this.#lose()
      else this.#doubt()
    })
    this.#watchSilence()
  }

  /** Goes on as after any loss, and leaves when it turns out that nobody is signed in any more. */
  #doubt(): void {
    this.#lose()
    void this.#leaveIfSignedOut()
  }

  async #leaveIfSignedOut(): Promise<void> {
    if (this.#left || this.#wanted.size === 0 || (await this.#environment.isSignedIn())) return
    if (this.#left) return
    this.#left = true
    this.#close()
    this.#environment.leave()
  }

  #receive(message: { data?: unknown; lastEventId?: string }): void {
    const event = readEvent(message.data)
    if (!event) {
      // Another version of the server, most likely: try again later, as with any other failure.
      this.#lose()
      return
    }
    this.#hear()
    this.#attempts = 0
    if (message.lastEventId) this.#lastEventId = message.lastEventId
    for (const listener of [...this.#listeners]) listener(event)
  }

  #hear(): void {
    this.#say('live')
    this.#watchSilence()
  }

  #watchSilence(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lose(), silenceMs)
  }

  #lose(): void {
    this.#close()
    this.#say('reconnecting')
    const ceiling = Math.min(lastRetryMs, firstRetryMs * 2 ** this.#attempts)
    this.#attempts += 1
    const delayMs = ceiling / 2 + (this.#environment.random() * ceiling) / 2
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      if (this.#wanted.size > 0) this.#open([...this.#wanted.keys()].sort())
    }, delayMs)
  }

  #close(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#silence)
    this.#retry = undefined
    this.#source?.close()
    this.#source = undefined
  }

  #onVisibility(): void {
    clearTimeout(this.#pause)
    if (this.#environment.isHidden()) {
      this.#pause = setTimeout(() => {
        if (this.#wanted.size === 0) return
        this.#close()
        this.#say('paused')
      }, pauseAfterMs)
      return
    }
    if (this.#state.status !== 'paused') return
    this.#attempts = 0
    this.#say('reconnecting')
    this.#settleNow()
  }

  #say(status: LiveStatus): void {
    if (this.#state.status === status) return
    this.#state = { status, sinceMs: this.#environment.now() }
    for (const listener of [...this.#stateListeners]) listener()
  }
}

function saysSessionEnded(data: unknown): boolean {
  try {
    return goodbyeSchema.parse(JSON.parse(String(data))).reason === 'session-ended'
  } catch {
    return false
  }
}

function readEvent(data: unknown): LiveEvent | undefined {
  try {
    const parsed = liveEventSchema.safeParse(JSON.parse(String(data)))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
