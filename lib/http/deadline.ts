/**
 * One deadline over a whole call: connecting, waiting and reading. Idle timeouts do not do, because a source that sends a
 * byte now and then would hold a call forever. Also passes on the caller's own cancellation.
 */
export type Deadline = {
  signal: AbortSignal
  /** True when the time was up, false when the caller gave up (or nothing happened yet). */
  expired: () => boolean
  dispose: () => void
}

/** Starts a deadline of `timeoutMs`. Call `dispose` when the work is done: it takes the timer and the listener away. */
export function startDeadline(timeoutMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController()
  let timeIsUp = false
  const timer = setTimeout(() => {
    timeIsUp = true
    controller.abort(new DOMException('The deadline passed.', 'TimeoutError'))
  }, timeoutMs)
  const onCallerAbort = () => controller.abort(caller?.reason)
  if (caller?.aborted) onCallerAbort()
  // `AbortSignal.any` would do this too, but Node 20 keeps each combined signal alive as long as the caller's.
  caller?.addEventListener('abort', onCallerAbort, { once: true })
  return {
    signal: controller.signal,
    expired: () => timeIsUp,
    dispose: () => {
      clearTimeout(timer)
      caller?.removeEventListener('abort', onCallerAbort)
    },
  }
}
