'use client'

import Link from 'next/link'
import { SeverityBadge } from '@/components/status/severity-badge'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { Dialog } from '@/components/ui/dialog'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AlertRow } from '@/lib/alerts/schema'
import { formatDuration } from '@/lib/format/duration'
import { notificationLabel, notificationSentence, stateWords } from './alert-words'

function Labels({ labels }: { labels: AlertRow['labels'] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {Object.entries(labels)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, value]) => (
          <li key={name} className="mono max-w-full rounded-inner bg-sunken px-1.5 py-0.5 text-xs break-all">
            <span className="text-muted">{name}=</span>
            {value}
          </li>
        ))}
    </ul>
  )
}

function Expression({ text }: { text: string }) {
  return (
    <div className="flex items-start gap-2">
      <pre className="mono min-w-0 flex-1 rounded-inner bg-sunken p-2 text-xs break-words whitespace-pre-wrap">
        {text}
      </pre>
      <CopyButton text={text} label="Copy expression" />
    </div>
  )
}

function RuleLink({ alertId }: { alertId: string }) {
  return (
    <Link href={`/alerts/rules?rule=${encodeURIComponent(alertId)}`} className="text-accent-text underline">
      What to do, and the value against its limit
    </Link>
  )
}

function detailItems(row: AlertRow) {
  return [
    { term: 'State', detail: `${stateWords[row.state]} · ${notificationLabel(row)}. ${notificationSentence(row)}` },
    { term: 'Since', detail: <RelativeTime at={row.activeAt} reason="No source says since when" /> },
    {
      term: 'Value',
      detail: row.value ? (
        <span className="mono">{row.value}</span>
      ) : (
        <NoValue reason="Prometheus does not report it now" />
      ),
    },
    {
      term: 'Waits for',
      detail: row.forSeconds === null ? <NoValue reason="The rule is not known" /> : formatDuration(row.forSeconds),
    },
    ...(row.alertId ? [{ term: 'Rule', detail: <RuleLink alertId={row.alertId} /> }] : []),
    { term: 'Region', detail: row.region },
    { term: 'Labels', detail: <Labels labels={row.labels} />, wide: true },
    {
      term: 'Expression',
      detail: row.expression ? (
        <Expression text={row.expression} />
      ) : (
        <NoValue reason="Prometheus does not report the rule" />
      ),
      wide: true,
    },
  ]
}

/** Everything both sources say about one alert. Foreign texts are shown as text. */
export function AlertDetails({ row, onClose }: { row: AlertRow; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={row.name} description={row.summary} size="lg">
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <SeverityBadge severity={row.severity === 'unknown' ? (row.severityPrinted ?? 'none') : row.severity} />
          {row.description ? <p className="max-w-prose text-sm">{row.description}</p> : null}
        </div>
        <DescriptionList items={detailItems(row)} />
      </div>
    </Dialog>
  )
}
