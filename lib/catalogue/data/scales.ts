import { deepFreeze } from '@/lib/catalogue/define-service'
import type { MetricValue } from '@/lib/catalogue/schema'

const define = (...values: MetricValue[]): MetricValue[] => deepFreeze(values)

/** Health of Agent State, Call State and Config: 0 is a failure here and a start elsewhere. */
export const errorFailScale = define(
  { value: -1, word: 'error', status: 'failing' },
  { value: 0, word: 'fail', status: 'failing' },
  { value: 1, word: 'degraded', status: 'degraded' },
  { value: 2, word: 'pass', status: 'ok' },
)

/** Health of Dial Plan, FrontEnd, ORS, Registrar, SIP Cluster and SIP Proxy. */
export const failStartingScale = define(
  { value: -1, word: 'fail', status: 'failing' },
  { value: 0, word: 'starting', status: 'starting' },
  { value: 1, word: 'degraded', status: 'degraded' },
  { value: 2, word: 'pass', status: 'ok' },
)

export const voicemailHealthScale = define(
  { value: -1, word: 'failed', status: 'failing' },
  { value: 0, word: 'initializing', status: 'starting' },
  { value: 1, word: 'degraded', status: 'degraded' },
  { value: 2, word: 'alive', status: 'ok' },
)

/** 1 has a connection that is not ready yet: on its way, so starting rather than degraded. */
export const redisReadyScale = define(
  { value: -1, word: 'error', status: 'failing' },
  { value: 0, word: 'disconnected', status: 'failing' },
  { value: 1, word: 'connected', status: 'starting' },
  { value: 2, word: 'ready', status: 'ok' },
)

export const redisConnectingScale = define(
  { value: 0, word: 'disconnected', status: 'failing' },
  { value: 1, word: 'connecting', status: 'starting' },
  { value: 2, word: 'connected', status: 'ok' },
)

export const voicemailRedisScale = define(
  { value: 0, word: 'failed', status: 'failing' },
  { value: 1, word: 'degraded', status: 'degraded' },
  { value: 2, word: 'ready', status: 'ok' },
)

/** Only what all printed Redis scales agree on. 1 means three things elsewhere and is therefore left out. */
export const redisUnprintedScale = define(
  { value: -1, word: 'error', status: 'failing' },
  { value: 0, word: 'disconnected', status: 'failing' },
  { value: 2, word: 'ready', status: 'ok' },
)

export const connectionScale = define(
  { value: 0, word: 'disconnected', status: 'failing' },
  { value: 1, word: 'connected', status: 'ok' },
)

export const envoyScale = define(
  { value: -1, word: 'error', status: 'failing' },
  { value: 0, word: 'disconnected', status: 'failing' },
  { value: 1, word: 'connected', status: 'ok' },
)

export const aliveScale = define(
  { value: 0, word: 'down', status: 'failing' },
  { value: 1, word: 'alive', status: 'ok' },
)

export const inServiceScale = define(
  { value: 0, word: 'out of service', status: 'failing' },
  { value: 1, word: 'in service', status: 'ok' },
)

export const capacityScale = define(
  { value: 0, word: 'no capacity left', status: 'degraded' },
  { value: 1, word: 'capacity available', status: 'ok' },
)

export const healthCheckErrorScale = define(
  { value: 0, word: 'no error', status: 'ok' },
  { value: 1, word: 'has error', status: 'degraded' },
)

export const flagRaisedScale = define(
  { value: 0, word: 'not raised', status: 'ok' },
  { value: 1, word: 'raised', status: 'degraded' },
)

export const flagFailingScale = define(
  { value: 0, word: 'not raised', status: 'ok' },
  { value: 1, word: 'raised', status: 'failing' },
)

export const haRoleScale = define(
  { value: 0, word: 'unknown', status: 'unknown' },
  { value: 1, word: 'backup', status: 'ok' },
  { value: 2, word: 'primary', status: 'ok' },
)

/** Callback's health gauges are the other way round. */
export const invertedScale = define(
  { value: 0, word: 'up', status: 'ok' },
  { value: 1, word: 'down', status: 'failing' },
)
