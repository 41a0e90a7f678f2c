import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { formatNumber } from '@/lib/format/number'
import { formatRatio } from '@/lib/format/percent'
import { rowsText } from '../import-words'
import type { Part } from './import-parts'
import type { RowTab } from './row-tabs'

type PartTilesProps = {
  label: string
  parts: readonly Part[]
  /** All parts together. */
  rows: number
  /** False beside another bar. */
  bar?: boolean
  onShow: (tab: RowTab) => void
}

function Figure({ part }: { part: Part }) {
  return (
    <span className="flex items-baseline gap-2">
      <span className="mono text-lg font-semibold text-ink">{formatNumber(part.count)}</span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className={classNames('size-2 rounded-full', statusLook[part.tone].mark)} />
        {part.label}
      </span>
    </span>
  )
}

function PartBar({ parts, rows }: Pick<PartTilesProps, 'parts' | 'rows'>) {
  return (
    <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full bg-line">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ key, count, tone, label: word }) => (
          <span
            key={key}
            title={`${formatNumber(count)} ${word}, ${formatRatio(count / rows)}`}
            // However few, they are to be seen.
            className={classNames('h-full min-w-1', statusLook[tone].mark)}
            style={{ flexGrow: count, flexBasis: 0 }}
          />
        ))}
    </div>
  )
}

/** The rows by what becomes of them, as a bar and as numbers; each leads to its rows. */
export function PartTiles({ label, parts, rows, bar = true, onShow }: PartTilesProps) {
  return (
    <div className="flex flex-col gap-3">
      {bar ? <PartBar parts={parts} rows={rows} /> : null}
      <ul aria-label={label} className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm text-muted">
        {parts.map((part) => {
          const { tab } = part
          return (
            <li key={part.key} data-part={part.key} title={part.hint}>
              {tab !== null && part.count > 0 ? (
                <button
                  type="button"
                  onClick={() => onShow(tab)}
                  className="rounded-inner underline-offset-4 hover:underline"
                >
                  <Figure part={part} />
                  <span className="sr-only">, show these rows</span>
                </button>
              ) : (
                <Figure part={part} />
              )}
            </li>
          )
        })}
        <li className="ml-auto text-muted">= {rowsText(rows)} of the file</li>
      </ul>
    </div>
  )
}
