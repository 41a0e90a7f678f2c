import Link from 'next/link'
import { SeverityBadge } from '@/components/status/severity-badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { silentAlertSources } from '@/lib/alerts/model'
import type { AlertList } from '@/lib/alerts/schema'
import type { AlertGroup } from '@/lib/overview/alert-groups'
import { FixedPlaces, NotKnown } from './fixed-places'

const slots = 5

function AlertLine({ group }: { group: AlertGroup }) {
  const { state, severity, severityPrinted, name, where, count, since, summary, link } = group
  return (
    <>
      <SeverityBadge compact severity={severity === 'unknown' ? (severityPrinted ?? 'none') : severity} />
      <Link
        href={link}
        title={[name, where, summary].filter(Boolean).join('. ')}
        className="min-w-0 flex-1 truncate hover:underline"
      >
        {name}
        {count > 1 ? <span className="mono text-muted"> ×{count}</span> : null}
        <span className="text-muted"> {where}</span>
      </Link>
      {state === 'pending' ? (
        <span
          title="It fires when this lasts as long as its rule waits."
          className="shrink-0 text-xs text-starting-text"
        >
          pending
        </span>
      ) : null}
      {/* Of one width, so that nothing moves beside it as time goes by. */}
      <RelativeTime at={since} className="min-w-16 shrink-0 text-right text-xs whitespace-nowrap text-muted" />
    </>
  )
}

type RaisedAlertsProps = { groups: readonly AlertGroup[]; list: Pick<AlertList, 'items' | 'total' | 'sources'> }

/** The alerts to look at first, in fixed places: what fires, then what is about to. */
export function RaisedAlerts({ groups, list }: RaisedAlertsProps) {
  const silent = silentAlertSources(list.sources)
  return (
    <FixedPlaces
      rows={groups}
      total={groups.length}
      isAtLeast={list.total > list.items.length}
      slots={slots}
      rowKey={(group) => `${group.id} ${group.count}`}
      line={(group) => <AlertLine group={group} />}
      moreHref="/alerts"
      none={silent.length > 0 ? <NotKnown whether="an alert fires" sources={silent} /> : 'No alert fires'}
    />
  )
}
