import { AppError } from '@/lib/errors'

export type SlotLimits = { perActor: number; perActorAndMinute: number; perRegion: number }

type Entry = { running: number; startedAt: number[] }

const minuteMs = 60_000

/**
 * Bounds how many expressions run at once and in a minute, so that neither one person nor all of them together take the queries
 * that the live pages need. Counts in one process; with several replicas each has its own.
 */
export class QuerySlots {
  readonly #actors = new Map<string, Entry>()
  readonly #regions = new Map<string, number>()

  constructor(
    private readonly limits: SlotLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes a place; call what it returns when the query has ended. Throws `rate-limited`. */
  take(actorId: string, region: string): () => void {
    this.#forgetIdle()
    const entry = this.#actors.get(actorId) ?? { running: 0, startedAt: [] }
    const inRegion = this.#regions.get(region) ?? 0
    this.#refuse(entry, inRegion, region)
    entry.running += 1
    entry.startedAt.push(this.now())
    this.#actors.set(actorId, entry)
    this.#regions.set(region, inRegion + 1)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      entry.running -= 1
      this.#regions.set(region, (this.#regions.get(region) ?? 1) - 1)
    }
  }

  #refuse(entry: Entry, inRegion: number, region: string): void {
    const { perActor, perActorAndMinute, perRegion } = this.limits
    if (entry.running >= perActor) {
      throw new AppError('rate-limited', `You have ${entry.running} queries running, which is as many as you may.`, {
        action: 'Cancel one, or wait for one to end.',
      })
    }
    if (entry.startedAt.length >= perActorAndMinute) {
      throw new AppError('rate-limited', `You ran ${entry.startedAt.length} queries within a minute.`, {
        action: 'Wait a minute, then go on.',
      })
    }
    if (inRegion >= perRegion) {
      throw new AppError('rate-limited', `${inRegion} queries of this page run on region ${region} now.`, {
        action: 'Try again in a few seconds: live pages come first.',
      })
    }
  }

  /** Nothing is kept of people who have run nothing for a minute, so that the memory is bounded by who is here. */
  #forgetIdle(): void {
    const from = this.now() - minuteMs
    for (const [id, entry] of this.#actors) {
      entry.startedAt = entry.startedAt.filter((at) => at > from)
      if (entry.running === 0 && entry.startedAt.length === 0) this.#actors.delete(id)
    }
  }

  /** People of whom something is remembered. */
  get size(): number {
    return this.#actors.size
  }
}
