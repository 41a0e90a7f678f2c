/**
 * How long a page waits for its first data. Feeds answer sooner, without the sources that hang; this bounds whatever else may be
 * slow. What comes later is not lost: the browser asks for it, and draws what is loading meanwhile.
 */
const patienceMs = 1200

/** Waits for these reads, but not longer than a person would for a page. They go on; nothing here rejects. */
export async function inTime(...reads: readonly Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([Promise.allSettled(reads), enough])
  clearTimeout(timer)
}
