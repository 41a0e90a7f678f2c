import { formatNumber } from '@/lib/format/number'
import type { QueryCost } from './cost'
import type { QueryAnswer } from './schema'
import { queryLimits } from './vocabulary'

type Refusal = Pick<Extract<QueryAnswer, { outcome: 'too-costly' }>, 'cost' | 'message' | 'action' | 'overridable'>

const narrower = 'Add label matchers, aggregate over a shorter window, or choose a shorter time range.'

function numbersOf({ series, samples }: QueryCost): string {
  return `It reads ${formatNumber(series)} series and about ${formatNumber(samples)} samples`
}

/** More than may ever run. */
export function refuseCost(cost: QueryCost, isRangeVector: boolean): Refusal {
  const { refuse, printedSamples } = queryLimits
  if (isRangeVector && cost.series <= refuse.series && cost.samples > printedSamples) {
    const message = `It would print about ${formatNumber(cost.samples)} samples; ${formatNumber(printedSamples)} is the most.`
    return { cost, message, action: 'Put a function such as rate() or max_over_time() around it.', overridable: false }
  }
  const limits = `${formatNumber(refuse.series)} series and ${formatNumber(refuse.samples)} samples are the most`
  return { cost, message: `${numbersOf(cost)}; ${limits}.`, action: narrower, overridable: false }
}

/** More than runs without asking. */
export function askFirst(cost: QueryCost): Refusal {
  const { ask } = queryLimits
  const limits = `up to ${formatNumber(ask.series)} series and ${formatNumber(ask.samples)} samples run without asking`
  return {
    cost,
    message: `${numbersOf(cost)}; ${limits}.`,
    action: `${narrower} Or run it anyway: it stops by itself at the time limit.`,
    overridable: true,
  }
}

export const tooManySelectors: Refusal = {
  cost: null,
  message: `It has more than ${queryLimits.selectors} different selectors.`,
  action: 'Split it into several expressions.',
  overridable: false,
}

export const uncountable: Refusal = {
  cost: null,
  message: 'Prometheus could not even count its series within 3 s: there are very many, or it is overloaded.',
  action: `${narrower} Sources shows how Prometheus is doing.`,
  overridable: false,
}

export const unreadable: Refusal = {
  cost: null,
  message: 'Prometheus understands this expression, but this console does not, so it cannot tell what it costs.',
  action: 'Write it without durations that are computed, or syntax newer than this console.',
  overridable: false,
}
