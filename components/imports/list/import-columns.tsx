'use client'

import { ArrowRight } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import { formatBytes } from '@/lib/format/bytes'
import { formatNumber } from '@/lib/format/number'
import type { ImportListItem } from '@/lib/imports/schema'
import { importPath } from '../import-paths'
import { ImportStateBadge } from '../import-state-badge'
import { importProgress, importStateLook, queueText } from '../import-words'
import { ProgressBar } from '../progress-bar'
import { resultText } from './result-text'

/** What stands beside the state's word: how far it is, or what it waits for. */
export function standingText(record: ImportListItem): string {
  return queueText(record) ?? importProgress(record)?.text ?? ''
}

function Standing({ record }: { record: ImportListItem }) {
  const progress = importProgress(record)
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ImportStateBadge state={record.state} />
      {progress ? <ProgressBar share={progress.share} className="h-1.5 w-12 shrink-0" /> : null}
      <span className="truncate text-xs text-muted">{standingText(record)}</span>
    </span>
  )
}

const columns: readonly DataTableColumn<ImportListItem>[] = [
  {
    id: 'file',
    header: 'File',
    priority: 1,
    hideable: false,
    sortable: false,
    value: ({ fileName }) => fileName,
    cell: ({ fileName, sizeBytes, sameFileAs }) => (
      <span title={`${fileName}, ${formatBytes(sizeBytes)}`}>
        <bdi>{fileName}</bdi>
        {sameFileAs ? <span className="font-normal text-muted"> · same file as an earlier import</span> : null}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 304,
    priority: 2,
    sortable: false,
    value: (row) => [importStateLook[row.state].label, standingText(row)].filter(Boolean).join(', '),
    cell: (row) => <Standing record={row} />,
  },
  {
    id: 'rows',
    header: 'Rows',
    width: 104,
    align: 'end',
    priority: 3,
    sortable: false,
    value: ({ checkedAt, rows }) => (checkedAt ? rows : null),
    cell: ({ checkedAt, rows }) =>
      checkedAt ? <span className="mono">{formatNumber(rows)}</span> : <NoValue reason="not checked yet" />,
  },
  {
    id: 'result',
    header: 'Result',
    priority: 2,
    sortable: false,
    value: resultText,
    cell: (row) => {
      const text = resultText(row)
      return text ? <span title={text}>{text}</span> : <NoValue reason="not checked yet" />
    },
  },
  { id: 'who', header: 'By', width: 144, priority: 2, sortable: false, value: ({ actorName }) => actorName },
  {
    id: 'created',
    header: 'Begun',
    width: 96,
    priority: 2,
    sortable: false,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    id: 'finished',
    header: 'Ended',
    width: 192,
    priority: 3,
    sortable: false,
    hidden: true,
    value: ({ finishedAt }) => finishedAt,
    cell: ({ finishedAt }) => <ExactTime at={finishedAt} reason="not ended" />,
  },
]

const goOn: DataTableColumn<ImportListItem> = {
  id: 'acts',
  header: 'Acts',
  width: 92,
  control: true,
  align: 'end',
  sortable: false,
  hideable: false,
  headCell: () => <span className="sr-only">Acts</span>,
  value: ({ state }) => state,
  cell: (row) =>
    row.state === 'uploading' ? (
      <LinkButton
        size="sm"
        href={importPath(row)}
        icon={<ArrowRight aria-hidden className="size-3.5" />}
        title="Go on with the upload"
        aria-label={`Go on with the upload of ${row.fileName}`}
      >
        Go on
      </LinkButton>
    ) : null,
}

/** `goesOn`: there is an upload that whoever looks may go on with. */
export function importColumns(goesOn: boolean): readonly DataTableColumn<ImportListItem>[] {
  return goesOn ? [...columns, goOn] : columns
}
