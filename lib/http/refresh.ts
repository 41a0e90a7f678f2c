import { shouldRetry } from './api-client'

const recoveryIntervalMs = 5_000

type Asked = { state: { error: Error | null } }

/** A `refetchInterval`: a read that failed mends by itself within one interval, unless asking again cannot help. */
export const untilAnswered = ({ state }: Asked): number | false =>
  shouldRetry(0, state.error) ? recoveryIntervalMs : false

/** A `refetchInterval` for a read with a pace of its own, false for never: once it failed, it is asked again as any other. */
export const paced = (query: Asked, paceMs: number | false): number | false =>
  query.state.error ? untilAnswered(query) : paceMs
