export type SharedRead<Value> = {
  /**
   * The value, at most `ttlMs` old; everybody who asks meanwhile waits for the same question. `ask` is put in place of the
   * first one where a question carries something of its asker's moment.
   */
  read(ask?: () => Promise<Value>): Promise<Value>
  /** Forgets the value, for instance after a write that changes it. */
  forget(): void
}

/**
 * One question that several nouns ask (Prometheus's rules, for services and for alerts), asked once for all of them. A failure
 * is handed to everybody who waits and is not kept: the next reader asks again. The question must have its own deadline,
 * because it belongs to no single caller whose signal could end it.
 */
export function createSharedRead<Value>(
  ttlMs: number,
  ask: () => Promise<Value>,
  now: () => number = Date.now,
): SharedRead<Value> {
  let kept: { value: Value; askedAt: number } | undefined
  let pending: Promise<Value> | undefined
  let generation = 0

  async function askOnce(asking: () => Promise<Value>): Promise<Value> {
    const mine = generation
    const askedAt = now()
    try {
      const value = await asking()
      if (mine === generation) kept = { value, askedAt }
      return value
    } finally {
      if (mine === generation) pending = undefined
    }
  }

  return {
    async read(asking = ask) {
      if (kept && now() - kept.askedAt < ttlMs) return kept.value
      pending ??= askOnce(asking)
      return pending
    },
    forget() {
      generation += 1
      kept = undefined
      pending = undefined
    },
  }
}
