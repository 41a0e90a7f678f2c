import type { GaugeFamily } from '@/lib/pushgateway/exposition'
import type { ProbeFailure, Tenant } from './schema'

export type ProbeTarget = Pick<Tenant, 'id' | 'region' | 'cloud' | 'portalUrl'>

/** What one request to a portal gave: an HTTP status, or why none came. `durationSeconds` until either was known. */
export type ProbeOutcome = { durationSeconds: number } & (
  | { status: number; failure: null }
  | { status: null; failure: ProbeFailure }
)

export type ProbeResult = { target: ProbeTarget; outcome: ProbeOutcome }

/** Codes of node:net, node:dns and node:tls by the word that the console shows. */
const failureByCode: Readonly<Record<string, ProbeFailure>> = {
  ABORT_ERR: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  BLOCKED_ADDRESS: 'blocked',
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  ENONAME: 'dns',
  ESERVFAIL: 'dns',
  EREFUSED: 'dns',
  EFORMERR: 'dns',
  EBADRESP: 'dns',
  ETIMEOUT: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECANCELLED: 'dns',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  HOSTNAME_MISMATCH: 'tls',
}

/** Why no answer came, by the error of the request. Of several tries (IPv4 and IPv6) the first that says something speaks. */
export function failureOf(error: unknown): ProbeFailure {
  if (typeof error !== 'object' || error === null) return 'network'
  const { code, name, errors } = error as { code?: unknown; name?: unknown; errors?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout'
  if (typeof code === 'string') {
    const known = failureByCode[code]
    if (known) return known
    if (/^(ERR_TLS|ERR_SSL|CERT_)/.test(code)) return 'tls'
  }
  if (!Array.isArray(errors)) return 'network'
  const causes = errors.map(failureOf)
  return causes.find((failure) => failure !== 'network') ?? 'network'
}

function labelsOf({ id, cloud, region }: ProbeTarget) {
  return { instance: id, cloud, region }
}

const labelNames = ['instance', 'cloud', 'region'] as const

/**
 * All results as one push. 0 stands where no HTTP answer came, which is no HTTP status; the reason is a gauge of its own, so
 * that the status keeps the labels the portal document gives it.
 */
export function toPushFamilies(results: readonly ProbeResult[]): GaugeFamily[] {
  return [
    {
      name: 'Portal_HTTP_Status',
      help: 'HTTP status code of the portal page of a tenant; 0 when no HTTP answer came.',
      labelNames,
      samples: results.map(({ target, outcome }) => ({ labels: labelsOf(target), value: outcome.status ?? 0 })),
    },
    {
      name: 'portal_probe_duration_seconds',
      help: 'Time until the portal answered or the probe gave up.',
      labelNames,
      samples: results.map(({ target, outcome }) => ({ labels: labelsOf(target), value: outcome.durationSeconds })),
    },
    {
      name: 'portal_probe_failure',
      help: '1 for the reason why no HTTP answer came.',
      labelNames: [...labelNames, 'reason'],
      samples: results.flatMap(({ target, outcome }) =>
        outcome.failure === null ? [] : [{ labels: { ...labelsOf(target), reason: outcome.failure }, value: 1 }],
      ),
    },
  ]
}
