import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { nameSource } from '@/components/status/describe-source'
import type { SourceState } from '@/lib/sources/schema'

/** In place of "none": what nobody can know while these sources are silent. */
export function NotKnown({ whether, sources }: { whether: string; sources: readonly SourceState[] }) {
  return (
    <>
      Not known whether {whether}: nothing is heard from {sources.map(nameSource).join(', ')}
    </>
  )
}

type FixedPlacesProps<Row> = {
  rows: readonly Row[]
  /** How many there are in all; `rows` may be the first of them. */
  total: number
  /** There may be still more than `total`. */
  isAtLeast?: boolean
  slots: number
  /** Changes when the line is to be drawn anew. */
  rowKey: (row: Row) => string
  line: (row: Row) => ReactNode
  /** Where the rest is. */
  moreHref: string
  /** Drawn where there are no rows. */
  none: ReactNode
}

function moreWords(rest: number, isAtLeast: boolean): string {
  if (!isAtLeast) return `and ${rest} more`
  return rest === 0 ? 'and perhaps more' : `and at least ${rest} more`
}

/** The first of many in a panel whose height never changes; the last place says how many found none. */
export function FixedPlaces<Row>(props: FixedPlacesProps<Row>) {
  const { rows, total, isAtLeast = false, slots, rowKey, line, moreHref, none } = props
  const style = { height: `${slots * 2}rem` }
  if (rows.length === 0) {
    return (
      <p style={style} className="flex items-center justify-center overflow-hidden px-4 text-center text-sm text-muted">
        <span>{none}</span>
      </p>
    )
  }
  const needsMore = total > slots || isAtLeast
  const shown = rows.slice(0, needsMore ? slots - 1 : slots)
  const rest = total - shown.length
  return (
    <ul style={style}>
      {shown.map((row, index) => (
        // A place is no row's own: a row that moves up is drawn anew and moves nothing.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} className="flex h-8 items-center gap-2 border-b px-4 text-sm">
          <Fragment key={rowKey(row)}>{line(row)}</Fragment>
        </li>
      ))}
      {needsMore ? (
        <li className="flex h-8 items-center px-4 text-sm">
          <Link href={moreHref} className="text-muted hover:underline">
            {moreWords(rest, isAtLeast)}
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
