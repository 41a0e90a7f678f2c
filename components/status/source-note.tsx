'use client'

import { useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import { useClock } from '@/components/ui/clock'
import type { SourceState } from '@/lib/sources/schema'
import { describeSource } from './describe-source'
import { StatusDot } from './status-badge'

/** One source and its age, kept up to date: "Prometheus westeurope: stale, last answered 2 min ago". */
export function SourceNote({ source, oneLine = false }: { source: SourceState; oneLine?: boolean }) {
  const read = useMemo(() => (nowMs: number) => describeSource(source, nowMs), [source])
  const text = useClock(read)
  return (
    <span title={source.error?.message} className="inline-flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <StatusDot status={source.status} size="sm" />
      <span title={oneLine ? text : undefined} className={classNames('min-w-0', oneLine ? 'truncate' : 'break-words')}>
        {text}
      </span>
    </span>
  )
}
