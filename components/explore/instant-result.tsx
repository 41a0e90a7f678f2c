'use client'

import { NumberText } from '@/components/ui/number-text'
import { sampleValue } from '@/lib/explore/model'
import type { QueryResult } from '@/lib/explore/schema'
import { NoSeries } from './no-series'
import { instantColumns } from './result-columns'
import { ResultTable } from './result-table'

type InstantResultProps = {
  result: Exclude<QueryResult, { kind: 'range' }>
  totalRows: number
  unit: string | null
}

export function InstantResult({ result, totalRows, unit }: InstantResultProps) {
  if (result.kind === 'string') {
    return <p className="mono rounded-box border bg-surface p-4 break-words">{result.text}</p>
  }
  if (result.kind === 'scalar') {
    return (
      <p className="rounded-box border bg-surface p-4 text-xl">
        <NumberText value={sampleValue(result.value)} unit={unit} />
      </p>
    )
  }
  if (result.rows.length === 0) return <NoSeries mode="instant" />
  const isPrinted = result.rows.some(({ samples }) => samples !== null)
  return (
    <ResultTable
      rows={result.rows}
      totalRows={totalRows}
      columns={instantColumns}
      unit={unit}
      defaultSort={{ id: isPrinted ? 'last' : 'value', desc: true }}
      empty={<NoSeries mode="instant" />}
    />
  )
}
