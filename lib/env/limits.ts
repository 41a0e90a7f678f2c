import { env } from './env'

/** Deadline and size cap of every call to an upstream. */
export function upstreamLimits(): { timeoutMs: number; maxResponseBytes: number } {
  const { UPSTREAM_TIMEOUT_SECONDS, UPSTREAM_MAX_RESPONSE_MEGABYTES } = env()
  return {
    timeoutMs: UPSTREAM_TIMEOUT_SECONDS * 1000,
    maxResponseBytes: Math.floor(UPSTREAM_MAX_RESPONSE_MEGABYTES * 1024 * 1024),
  }
}
