'use client'

import { useMemo } from 'react'
import { useClock } from '@/components/ui/clock'
import type { SourceState } from '@/lib/sources/schema'
import { describeSource } from './describe-source'
import { StatusDot } from './status-badge'

/** One source and its age, kept up to date: "Prometheus westeurope: stale, last answered 2 min ago". */
export function SourceNote({ source }: { source: SourceState }) {
  const read = useMemo(() => (nowMs: number) => describeSource(source, nowMs), [source])
  const text = useClock(read)
  return (
    <span title={source.error?.message} className="inline-flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <StatusDot status={source.status} size="sm" />
      <span className="min-w-0 break-words">{text}</span>
    </span>
  )
}
