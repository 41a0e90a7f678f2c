import { portalStatusText, portalStatusWord } from '@/lib/catalogue/model'
import type { SourceState } from '@/lib/sources/schema'
import type { PortalReading } from './adapter'
import type { ProbeFailure, TenantRow } from './schema'

/** What a person reads where no HTTP answer came. */
export const failureTexts: Readonly<Record<ProbeFailure, string>> = {
  timeout: 'No answer in time',
  refused: 'Connection refused',
  dns: 'Name not found',
  tls: 'No trusted TLS connection',
  network: 'Connection broken',
  blocked: 'Name leads to an address that must not be called',
}

/** How a tenant's region can be heard: `unconfigured` when this console has no such region. */
export type Hearing = {
  prometheus: Pick<SourceState, 'status' | 'since'> | 'unconfigured'
  /** The Pushgateway as its Prometheus sees it; null when nothing tells. */
  gateway: 'up' | 'down' | null
  staleAfterSeconds: number
}

export type PortalStatus = Pick<
  TenantRow,
  | 'status'
  | 'httpStatus'
  | 'lastHttpStatus'
  | 'reason'
  | 'failureReason'
  | 'responseTimeMs'
  | 'since'
  | 'sinceAtLeast'
  | 'push'
>

/** Since when the code that a reading holds is there. */
export type Beginning = { since: string; atLeast: boolean }

const silent: PortalStatus = {
  status: 'no-data',
  httpStatus: null,
  lastHttpStatus: null,
  reason: '',
  failureReason: null,
  responseTimeMs: null,
  since: null,
  sinceAtLeast: false,
  push: null,
}

function isoSeconds(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString()
}

type Heard = { reading: PortalReading; region: string }

/** Names a push, so that many rows can share its time; null when nothing tells when it came. */
export function pushKey(
  region: string,
  reading: Pick<PortalReading, 'job' | 'group' | 'pushedAtSeconds'>,
): string | null {
  const { job, group, pushedAtSeconds } = reading
  return pushedAtSeconds === null ? null : [region, job, ...(group === '' ? [] : [group])].join('/')
}

/** Codes that are no number of a status (a gauge can hold anything) are kept out of the fields for codes. */
function wholeCode(code: number): number | null {
  return Number.isInteger(code) && code >= 0 ? code : null
}

/** `Name not found`, `HTTP 503`: what a reading says. */
export function describeReading(reading: Pick<PortalReading, 'code' | 'failure'>): string {
  if (reading.code === 0 && reading.failure) return failureTexts[reading.failure]
  const text = portalStatusText(reading.code)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An old reading: what it said is told in words, and is not the status. */
function old(heard: Heard, status: 'stale' | 'unknown', why: string, since: string | null): PortalStatus {
  const { reading, region } = heard
  return {
    ...silent,
    status,
    lastHttpStatus: wholeCode(reading.code),
    reason: `${why}; last heard: ${describeReading(reading)}`,
    since,
    push: pushKey(region, reading),
  }
}

function current({ reading, region }: Heard, beginning: Beginning | undefined): PortalStatus {
  const { code, failure, durationSeconds } = reading
  return {
    status: portalStatusWord(code),
    httpStatus: wholeCode(code),
    lastHttpStatus: wholeCode(code),
    reason: describeReading(reading),
    failureReason: code === 0 ? failure : null,
    // How long nothing came is no response time.
    responseTimeMs: code === 0 || durationSeconds === null ? null : Math.round(durationSeconds * 1000),
    since: beginning?.since ?? null,
    sinceAtLeast: beginning?.atLeast ?? false,
    push: pushKey(region, reading),
  }
}

/**
 * The status of a tenant's portal out of what its Prometheus holds. A code counts only while somebody keeps pushing it and
 * Prometheus answers; else it is `stale`, never the last good value.
 */
export function portalStatus(
  tenant: { enabled: boolean | null; region: string },
  reading: PortalReading | undefined,
  beginning: Beginning | undefined,
  hearing: Hearing,
): PortalStatus {
  const { prometheus, staleAfterSeconds } = hearing
  if (tenant.enabled === false) return { ...silent, status: 'paused', reason: 'Checks of this portal are switched off' }
  if (prometheus === 'unconfigured') {
    return { ...silent, status: 'unknown', reason: `This console knows no region ${tenant.region}` }
  }
  if (prometheus.status === 'paused') {
    return { ...silent, reason: `Region ${tenant.region} has no Prometheus configured` }
  }
  const answers = prometheus.status === 'ok' || prometheus.status === 'degraded'
  if (!reading) {
    if (answers && hearing.gateway === 'down') {
      return { ...silent, status: 'unknown', reason: 'Prometheus cannot read the Pushgateway' }
    }
    if (answers) return { ...silent, reason: 'Nobody has pushed a status of this portal' }
    return { ...silent, status: 'unknown', reason: 'Prometheus does not answer', since: prometheus.since }
  }
  const heard = { reading, region: tenant.region }
  if (!answers) return old(heard, 'stale', 'Prometheus does not answer', prometheus.since)
  if (reading.lost) {
    const why = hearing.gateway === 'down' ? 'Prometheus cannot read the Pushgateway' : 'Prometheus no longer has it'
    return old(heard, 'stale', why, isoSeconds(reading.pushedAtSeconds))
  }
  if (reading.ageSeconds === null) return old(heard, 'unknown', 'Nothing tells when this status was pushed', null)
  if (reading.ageSeconds > staleAfterSeconds) {
    return old(heard, 'stale', 'The probe has stopped pushing', isoSeconds(reading.pushedAtSeconds))
  }
  return current(heard, beginning)
}
