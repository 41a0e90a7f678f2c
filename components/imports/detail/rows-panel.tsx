'use client'

import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { formatNumber } from '@/lib/format/number'
import { rowsAreGone } from '@/lib/imports/model'
import { isBusy } from '@/lib/imports/queries'
import type { ImportRow, MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { rowsText } from '../import-words'
import { isTakingBack } from './import-progress'
import { ImportRowList } from './import-row-list'
import { RowJump } from './row-jump'
import { filterOf, type RowTab, type RowTabLook, tabsOf } from './row-tabs'
import { useImportRows } from './use-import-rows'

export type RowsPanelProps = {
  record: MailboxImport
  tab: RowTab
  /** Row that the list begins with. */
  from: number
  onChange: (next: { rows?: RowTab; from?: number }) => void
  onTakeBack?: (row: ImportRow) => void
}

/** What a row says whose turn has not come; null before any is to come. */
function pendingWord(record: MailboxImport): string | null {
  const { mode, state } = record
  if (mode === null) return null
  const comes = state === 'applying' || state === 'queued' || state === 'paused'
  return comes && !isTakingBack(record) ? 'Not yet' : 'Not applied'
}

function Gone() {
  return (
    <EmptyState
      compact
      title="The rows are no longer kept"
      text={`Rows are kept for ${importLimits.undoDays} days after an import has ended. The counts stay, and so does the file.`}
      action={null}
    />
  )
}

function Nothing({ onChange }: Pick<RowsPanelProps, 'onChange'>) {
  return (
    <EmptyState
      compact
      title="No row is in this part"
      text="The other tabs have the rows that there are."
      action={<Button onClick={() => onChange({ rows: 'all', from: 1 })}>Show all rows</Button>}
    />
  )
}

function Rows({ record, tab, from, total, onChange, onTakeBack }: RowsPanelProps & { total: number | null }) {
  const { tenantId, id } = record
  const rows = useImportRows({ tenantId, importId: id, filter: filterOf(tab), from, isBusy: isBusy(record) })
  const rest = rows.count === 0 && from > 1
  return (
    <>
      {rows.lapse ? (
        <Notice
          tone="failed"
          className="mb-2"
          title="Some rows could not be read"
          action={
            <Button size="sm" onClick={rows.lapse.retry}>
              Try again
            </Button>
          }
        >
          <p>{rows.lapse.error.message}</p>
        </Notice>
      ) : null}
      <div className="overflow-clip rounded-box border bg-surface">
        {rows.isPending ? (
          <SkeletonBlock label="Reading the rows" className="h-64 p-3" />
        ) : rows.count > 0 ? (
          <ImportRowList
            rows={rows}
            total={from === 1 ? total : null}
            tenantId={tenantId}
            pending={pendingWord(record)}
            onTakeBack={onTakeBack}
          />
        ) : rest ? (
          <EmptyState
            compact
            title={`No row of this part from row ${formatNumber(from)} on`}
            action={<Button onClick={() => onChange({ from: 1 })}>Back to the first</Button>}
          />
        ) : rows.lapse ? null : (
          <Nothing onChange={onChange} />
        )}
        <footer className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-t px-3 py-1 text-xs text-muted">
          <p>{total === null ? 'How many is not known' : rowsText(total)}</p>
          {from > 1 ? (
            <p className="flex items-center gap-2">
              from row {formatNumber(from)} on
              <Button size="sm" variant="quiet" onClick={() => onChange({ from: 1 })}>
                Back to the first
              </Button>
            </p>
          ) : null}
          <p className="hidden sm:block">Arrows walk the rows, Enter opens one</p>
        </footer>
      </div>
    </>
  )
}

/** The rows of the file by what becomes of them, however many. */
export function RowsPanel(props: RowsPanelProps) {
  const { record, tab, from, onChange } = props
  const tabs = tabsOf(record, tab)
  const isGone = rowsAreGone(record, useNow(60_000))
  const panelOf = ({ value, count }: RowTabLook) =>
    isGone ? <Gone /> : <Rows key={`${value} ${from}`} {...props} tab={value} total={count} />
  return (
    <section aria-label="Rows of the file" className="@container/rows min-w-0">
      <div className="mb-1 flex flex-wrap items-center gap-3">
        <h2 className="text-base font-semibold">Rows</h2>
        {isGone ? null : (
          <div className="ml-auto">
            <RowJump rows={record.rows} onJump={(row) => onChange({ from: row })} />
          </div>
        )}
      </div>
      <Tabs
        label="Rows by what becomes of them"
        value={tab}
        onValueChange={(next) => onChange({ rows: next, from: 1 })}
        tabs={tabs.map((one) => ({ value: one.value, label: one.label, count: one.count, panel: panelOf(one) }))}
      />
    </section>
  )
}
