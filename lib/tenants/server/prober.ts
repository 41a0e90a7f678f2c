import 'server-only'
import pLimit from 'p-limit'
import type { ProbeOutcome, ProbeResult, ProbeTarget } from '../probe-adapter'

export type ProberOptions = {
  intervalMs: number
  concurrency: number
  /** Whether this process is the one that probes; asked before each round. */
  isLeader: () => Promise<boolean>
  /** The enabled tenants; when it throws, the last list goes on. */
  readTargets: () => Promise<ProbeTarget[]>
  probe: (target: ProbeTarget, signal: AbortSignal) => Promise<ProbeOutcome>
  push: (results: readonly ProbeResult[], targets: readonly ProbeTarget[]) => Promise<void>
  onRound?: (round: { targets: number; durationMs: number }) => void
  onError?: (error: unknown, doing: 'read' | 'push' | 'round') => void
}

export type ProberState = { leading: boolean; roundEndedAt: number | null; tickedAt: number }

type Known = ProbeResult & { atMs: number }

/**
 * Probes every portal once an interval and pushes all statuses together. One round at a time; one that takes longer than an
 * interval is followed by the next at once, and meanwhile what is known is pushed each interval, without what is older than
 * three: a great outage must not look like a dead probe.
 */
export class Prober {
  readonly #options: ProberOptions
  readonly #abort = new AbortController()
  #known = new Map<string, Known>()
  #targets: ProbeTarget[] | null = null
  #loop: Promise<void> | undefined
  #wake: (() => void) | undefined
  #pushing: Promise<void> | undefined
  #stopping = false
  #completed = false
  readonly #state: ProberState = { leading: false, roundEndedAt: null, tickedAt: Date.now() }

  constructor(options: ProberOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  state(): Readonly<ProberState> {
    return this.#state
  }

  /** Lets the round under way end and be pushed, at most `timeoutMs`; then gives it up unpushed. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true
    this.#wake?.()
    const timer = setTimeout(() => this.#abort.abort(), timeoutMs)
    await this.#loop
    clearTimeout(timer)
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const startedAt = Date.now()
      this.#state.tickedAt = startedAt
      try {
        await this.#tick()
      } catch (error) {
        this.#options.onError?.(error, 'round')
      }
      await this.#pause(this.#options.intervalMs - (Date.now() - startedAt))
    }
  }

  #pause(ms: number): Promise<void> {
    if (ms <= 0 || this.#stopping) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #tick(): Promise<void> {
    const leading = await this.#options.isLeader()
    this.#state.leading = leading
    if (!leading) {
      // What was known here grows old while another probes.
      this.#known.clear()
      this.#completed = false
      return
    }
    try {
      this.#targets = await this.#options.readTargets()
    } catch (error) {
      this.#options.onError?.(error, 'read')
    }
    if (this.#targets) await this.#round(this.#targets)
  }

  async #round(targets: readonly ProbeTarget[]): Promise<void> {
    const startedAt = Date.now()
    const limit = pLimit(this.#options.concurrency)
    const beat = setInterval(() => {
      this.#state.tickedAt = Date.now()
      // Before a first whole round most tenants would be missing.
      if (this.#completed && !this.#pushing) void this.#push(targets)
    }, this.#options.intervalMs)
    try {
      await Promise.all(targets.map((target) => limit(() => this.#probe(target))))
    } finally {
      clearInterval(beat)
    }
    if (this.#abort.signal.aborted) return
    this.#completed = true
    // An older push that arrived later would undo this one.
    await this.#pushing
    await this.#push(targets)
    this.#state.roundEndedAt = Date.now()
    this.#options.onRound?.({ targets: targets.length, durationMs: Date.now() - startedAt })
  }

  async #probe(target: ProbeTarget): Promise<void> {
    if (this.#abort.signal.aborted) return
    const outcome = await this.#options.probe(target, this.#abort.signal)
    this.#known.set(target.id, { target, outcome, atMs: Date.now() })
  }

  #push(targets: readonly ProbeTarget[]): Promise<void> {
    this.#pushing = this.#pushNow(targets).finally(() => {
      this.#pushing = undefined
    })
    return this.#pushing
  }

  async #pushNow(targets: readonly ProbeTarget[]): Promise<void> {
    const oldest = Date.now() - this.#options.intervalMs * 3
    const present = new Set(targets.map((target) => target.id))
    for (const id of this.#known.keys()) if (!present.has(id)) this.#known.delete(id)
    const results = [...this.#known.values()].filter((known) => known.atMs >= oldest)
    try {
      await this.#options.push(results, targets)
    } catch (error) {
      this.#options.onError?.(error, 'push')
    }
  }
}
