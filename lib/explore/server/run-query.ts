import 'server-only'
import type { Actor } from '@/lib/auth/model'
import { requirePermission } from '@/lib/auth/require-permission'
import { processSingleton } from '@/lib/env/process-singleton'
import { isUpstreamError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { type ErrorAnswer, refusalOf } from '@/lib/prometheus/schema'
import { resolveRange } from '@/lib/time/range'
import { distinctSelectors, judgeCost, type QueryCost } from '../cost'
import { readComplaint } from '../error-position'
import type { RunQuery } from '../input-schema'
import { type QueryText, readQueryText } from '../promql-text'
import { QuerySlots } from '../query-slots'
import { askFirst, refuseCost, tooManySelectors, uncountable, unreadable } from '../refusal'
import type { QueryAnswer } from '../schema'
import { explorePermission, queryLimits, slotLimits } from '../vocabulary'
import { checkCost, type EvaluationTime } from './check-cost'
import { evaluateQuery } from './evaluate-query'
import { requireClient } from './region-client'

export type Author = { actor: Extract<Actor, { kind: 'user' }>; requestId?: string }

type Refusal = ReturnType<typeof askFirst>
type Guarded =
  | { kind: 'pass'; cost: QueryCost }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'said'; said: ErrorAnswer }

const isTimeout = (error: unknown) =>
  (isUpstreamError(error) && error.upstream.kind === 'timeout') || refusalOf(error)?.errorType === 'timeout'

/** What Prometheus says of a text that the console's grammar does not cover. At the epoch there is nothing to read, so asking is free. */
async function judgeUnreadable(client: PrometheusClient, query: string, signal: AbortSignal): Promise<Guarded> {
  try {
    await client.evaluate(query, { timeSeconds: 1, signal })
  } catch (error) {
    const said = refusalOf(error)
    if (said) return { kind: 'said', said }
    throw error
  }
  return { kind: 'refused', refusal: unreadable }
}

async function guard(
  client: PrometheusClient,
  { query, anyway }: RunQuery,
  text: QueryText,
  time: EvaluationTime,
  signal: AbortSignal,
): Promise<Guarded> {
  if (!text.readable) return judgeUnreadable(client, query, signal)
  if (distinctSelectors(text.uses).length > queryLimits.selectors) return { kind: 'refused', refusal: tooManySelectors }
  try {
    const cost = await checkCost(client, text, time, signal)
    const verdict = judgeCost(cost, text)
    if (verdict === 'refuse') return { kind: 'refused', refusal: refuseCost(cost, text.isRangeVector) }
    return verdict === 'ask' && !anyway ? { kind: 'refused', refusal: askFirst(cost) } : { kind: 'pass', cost }
  } catch (error) {
    if (isTimeout(error)) return { kind: 'refused', refusal: uncountable }
    // A selector that matches everything, for instance. Its position is that of our count; the query itself is asked for the right one.
    if (refusalOf(error)?.errorType === 'bad_data') return judgeUnreadable(client, query, signal)
    throw error
  }
}

const timedOut = {
  outcome: 'timed-out' as const,
  message: 'Prometheus did not finish within its time, and has stopped.',
  action: 'Choose a shorter time range, add label matchers, or aggregate over a shorter window.',
}

/**
 * Runs one expression for a person: counts what it will read, refuses what is too much, bounds what comes back. Answers for
 * everything that the expression itself decides (result, cost, mistake, time-out). Throws `forbidden`, `not-found` for a region,
 * `rate-limited`, and what Prometheus throws when it is down; the signal ends the evaluation upstream, too.
 */
export async function runQuery(
  author: Author,
  input: RunQuery,
  signal: AbortSignal,
  nowMs: number,
): Promise<QueryAnswer> {
  requirePermission(author.actor, explorePermission)
  const { region, client } = requireClient(input.region)
  const asked = { region, query: input.query, mode: input.mode }
  const slots = processSingleton('explore.slots', () => new QuerySlots(slotLimits))
  const release = slots.take(author.actor.id, region)
  const startedAt = performance.now()
  try {
    const text = readQueryText(input.query)
    const time: EvaluationTime =
      input.mode === 'instant'
        ? { kind: 'instant', timeSeconds: input.at ?? undefined }
        : { kind: 'range', grid: resolveRange(input.range, Math.floor(nowMs / 1000), queryLimits.pointsPerSeries) }
    const guarded = await guard(client, input, text, time, signal)
    if (guarded.kind === 'said') {
      return { ...asked, outcome: 'rejected', ...readComplaint(guarded.said.error, input.query) }
    }
    if (guarded.kind === 'refused') return { ...asked, outcome: 'too-costly', ...guarded.refusal }
    if (input.anyway) {
      log('explore').info({ ...authorOf(author), region, series: guarded.cost.series }, 'A costly query was run')
    }
    const evaluated = await evaluateQuery({
      client,
      region,
      query: input.query,
      time,
      cost: guarded.cost,
      signal,
      nowMs,
    })
    const durationMs = Math.round(performance.now() - startedAt)
    return { ...asked, outcome: 'answered', ...evaluated, cost: guarded.cost, durationMs, observedAt: isoOf(nowMs) }
  } catch (error) {
    if (isTimeout(error)) return { ...asked, ...timedOut }
    const said = refusalOf(error)
    const isAboutQuery = said && ['bad_data', 'execution'].includes(said.errorType)
    if (isAboutQuery) return { ...asked, outcome: 'rejected', ...readComplaint(said.error, input.query) }
    throw error
  } finally {
    release()
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString()
const authorOf = ({ actor, requestId }: Author) => ({ actorId: actor.id, requestId })
