'use client'

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { type RelativeRange, rangeProblem, relativeRangeNames, type TimeRange } from '@/lib/time/range'
import { fitSpan, type Span, shiftSpan, spanOf, widenSpan } from '@/lib/time/range-moves'

/** The URL's parameters of a range, also for `search-params.ts` of pages that read them on the server. */
export const timeRangeParams = {
  range: parseAsStringLiteral(relativeRangeNames),
  from: parseAsInteger,
  to: parseAsInteger,
}

const nowSeconds = () => Date.now() / 1000

/** The time range of the page, as it stands in the URL (`range`, or `from` and `to`), and the ways to move it. */
export function useTimeRange(defaultRange: RelativeRange = '1h') {
  const [params, setParams] = useQueryStates(timeRangeParams, { history: 'push' })
  const range: TimeRange = useMemo(() => {
    const asked = { range: params.range ?? defaultRange, from: params.from ?? undefined, to: params.to ?? undefined }
    // A range that makes no sense (typed by hand) falls back to the relative one beside it.
    return rangeProblem(asked) ? { range: asked.range } : asked
  }, [params, defaultRange])

  return useMemo(() => {
    const setSpan = (span: Span) => void setParams({ from: span.from, to: span.to })
    return {
      range,
      setRelative: (name: RelativeRange) =>
        void setParams({ range: name === defaultRange ? null : name, from: null, to: null }),
      /** For `onZoom` of charts and for an absolute range. */
      zoomTo: (fromSeconds: number, toSeconds: number) =>
        setSpan(fitSpan({ from: fromSeconds, to: toSeconds }, nowSeconds())),
      zoomOut: () => setSpan(widenSpan(spanOf(range, nowSeconds()), nowSeconds())),
      shift: (direction: -1 | 1) => setSpan(shiftSpan(spanOf(range, nowSeconds()), direction, nowSeconds())),
      /** Back to following the clock. */
      follow: () => void setParams({ from: null, to: null }),
    }
  }, [range, setParams, defaultRange])
}

export type TimeRangeState = ReturnType<typeof useTimeRange>
