'use client'

import { NoValue } from '@/components/ui/no-value'
import { formatNumber } from '@/lib/format/number'
import type { BulkPreview as Preview } from '@/lib/mailboxes/bulk-schema'
import { type MailboxSetting, mailboxSettingLabels } from '@/lib/mailboxes/vocabulary'
import { alreadyText, becomesText, leftAloneText } from './bulk-words'
import { fieldText } from './mailbox-words'

type Row = Preview['rows'][number]
type Act = 'edit' | 'delete' | 'restore'

function Count({ count, text, strong = false }: { count: number; text: string; strong?: boolean }) {
  return (
    <li className="flex items-baseline gap-2">
      <span className={`mono min-w-16 text-right ${strong ? 'text-lg font-semibold' : ''}`}>{formatNumber(count)}</span>
      <span className={strong ? 'font-medium' : 'text-muted'}>{text}</span>
    </li>
  )
}

type Shown = Row['changes'][number]['before']

/** Its own value, or what it inherits: what callers meet either way. */
function Value({ setting, value: { own, counts } }: { setting: MailboxSetting; value: Shown }) {
  const text = (value: Shown['own']) => (setting === 'profileId' ? String(value) : fieldText(setting, value))
  if (own !== null) return <span className="mono">{text(own)}</span>
  return (
    <span className="text-muted">
      inherited (<span className="mono">{text(counts)}</span>)
    </span>
  )
}

function RowEffect({ row, act }: { row: Row; act: Act }) {
  if (row.outcome !== 'changed' && row.outcome !== 'alike') {
    return <span className="text-degraded-text">Left alone: it {leftAloneText(row.outcome, 1)}</span>
  }
  if (act !== 'edit') return <>{act === 'delete' ? 'Deleted' : 'Restored'}</>
  return (
    <ul>
      {row.changes.map(({ setting, before, after }) => (
        <li key={setting}>
          <span className="text-muted">{mailboxSettingLabels[setting]}:</span>{' '}
          <Value setting={setting} value={before} /> <span aria-hidden>→</span>
          <span className="sr-only">becomes</span> <Value setting={setting} value={after} />
        </li>
      ))}
    </ul>
  )
}

/** What a bulk edit would do: in numbers, and on the first mailboxes. */
export function BulkPreview({ preview, act }: { preview: Preview; act: Act }) {
  const { changed, alike, refused, rows } = preview
  return (
    <div className="flex flex-col gap-3 text-sm">
      <ul aria-label="Effect" className="flex flex-col gap-0.5">
        <Count strong count={changed} text={becomesText(act, changed)} />
        {alike > 0 ? <Count count={alike} text={alreadyText(act, alike)} /> : null}
        {refused.map(({ reason, count }) => (
          <Count key={reason} count={count} text={`${leftAloneText(reason, count)}; left alone`} />
        ))}
      </ul>
      {rows.length > 0 ? (
        <div className="overflow-x-auto rounded-box border">
          <table className="w-full text-sm">
            <caption className="border-b px-3 py-1.5 text-left text-xs text-muted">
              {rows.length === 1 ? 'This one' : `The first ${rows.length}`}, by number
            </caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Owner</th>
                <th scope="col">Effect</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className="border-b align-top last:border-b-0">
                  <th scope="row" className="mono px-3 py-1.5 text-left font-medium">
                    {row.number}
                  </th>
                  <td className="max-w-48 truncate px-3 py-1.5">{row.owner || <NoValue />}</td>
                  <td className="px-3 py-1.5">
                    <RowEffect row={row} act={act} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  )
}
