'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { SeverityBadge } from '@/components/status/severity-badge'
import { StatusBadge } from '@/components/status/status-badge'
import { DescriptionList } from '@/components/ui/description-list'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatDuration } from '@/lib/format/duration'
import { inRegion } from '@/lib/services/region-link'
import type { AlertInstance, ServiceAlert } from '@/lib/services/schema'
import { alertStateLook, alertStateText } from './alert-state-look'
import { PromqlExpression } from './promql-popover'
import { Runbook } from './runbook'

/** Labels that every alert of the service has, or that its heading says already. */
const plainLabels = new Set(['alertname', 'alert_id', 'severity', 'service', 'namespace', 'container', 'job'])

function Instance({ instance }: { instance: AlertInstance }) {
  const labels = Object.entries(instance.labels).filter(([name]) => !plainLabels.has(name))
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b py-1.5 text-sm last:border-b-0">
      <span className="min-w-0 flex-1 basis-60 break-words">{instance.summary ?? 'No summary'}</span>
      <span className="mono min-w-0 text-xs break-all text-muted">
        {labels.map(([name, value]) => `${name}=${value}`).join(' ')}
      </span>
      <span className="text-xs whitespace-nowrap text-muted">
        {instance.state} since <RelativeTime at={instance.activeAt} reason="Prometheus does not say since when" />,
        value <span className="mono">{instance.value}</span>
      </span>
    </li>
  )
}

/** What a decision of the catalogue is about, in words. */
const decisionTerms: Readonly<Record<string, string>> = {
  basedOn: 'Metrics',
  expr: 'How it is read',
  forSeconds: 'Duration',
  severity: 'Severity',
  threshold: 'Limit',
  actions: 'Actions',
  name: 'Name',
}

/** The documented expression, and the one that Prometheus has where that reads differently. */
function Expressions({ alert, region }: { alert: ServiceAlert; region: string }) {
  const { loaded } = alert
  return (
    <div className="flex flex-col gap-1 text-sm">
      <h4 className="text-muted">Expression</h4>
      <PromqlExpression expression={alert.expression} region={region} />
      {loaded?.differs ? (
        <>
          <h4 className="text-muted">As Prometheus has it</h4>
          <PromqlExpression expression={loaded.expression} region={region} />
        </>
      ) : null}
    </div>
  )
}

/** What the guide says of the rule, and where Prometheus has it otherwise. */
function ruleItems(alert: ServiceAlert) {
  const { loaded } = alert
  const waits =
    loaded !== null && loaded.forSeconds !== alert.forSeconds ? `; ${formatDuration(loaded.forSeconds)} as loaded` : ''
  return [
    ...(alert.threshold ? [{ term: 'Threshold', detail: alert.threshold }] : []),
    {
      term: 'Lasts for',
      detail: alert.forSeconds === 0 ? `fires at once${waits}` : `${formatDuration(alert.forSeconds)}${waits}`,
    },
    ...(loaded?.lastError ? [{ term: 'Error', detail: loaded.lastError, wide: true }] : []),
    ...alert.decisions.map(({ about, decision, reason }) => ({
      term: decisionTerms[about] ?? about,
      detail: (
        <span className="text-muted">
          {decision} {reason}
        </span>
      ),
      wide: true,
    })),
  ]
}

function Body({ alert, region }: { alert: ServiceAlert; region: string }) {
  const rest = alert.instanceTotal - alert.instances.length
  return (
    <div className="flex flex-col gap-3 border-t px-4 py-3">
      {alert.instances.length > 0 ? (
        <ul aria-label={`What ${alert.name} is about`}>
          {alert.instances.map((instance) => (
            <Instance key={JSON.stringify(instance.labels)} instance={instance} />
          ))}
          {rest > 0 ? <li className="pt-1.5 text-xs text-muted">and {rest} more</li> : null}
        </ul>
      ) : null}
      <div>
        <h3 className="mb-1.5 text-sm font-semibold">What to do</h3>
        <Runbook alert={alert} />
      </div>
      <DescriptionList items={ruleItems(alert)} />
      <Expressions alert={alert} region={region} />
      <p className="flex flex-wrap gap-x-4 text-sm">
        {alert.documented ? (
          <Link
            prefetch={false}
            href={`/alerts/rules?${new URLSearchParams({ rule: alert.id, in: region })}`}
            className="text-accent-text hover:underline"
          >
            See the rule
          </Link>
        ) : null}
        <Link
          prefetch={false}
          href={inRegion(`/alerts?${new URLSearchParams({ text: alert.name })}`, region)}
          className="text-accent-text hover:underline"
        >
          See it among all alerts
        </Link>
      </p>
    </div>
  )
}

type AlertCardProps = { alert: ServiceAlert; region: string; open: boolean; focused: boolean }

/** One alert of a service: its state at a glance, the runbook and the rule behind it on demand. */
export function AlertCard({ alert, region, open: initiallyOpen, focused }: AlertCardProps) {
  const [open, setOpen] = useState(initiallyOpen || focused)
  const element = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (!focused) return
    setOpen(true)
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])
  const { status } = alertStateLook(alert)
  return (
    <details
      ref={element}
      id={`alert-${alert.id}`}
      data-alert={alert.id}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group scroll-mt-16 border-b last:border-b-0"
    >
      <summary className="flex min-h-10 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint group-open:rotate-90" />
        <SeverityBadge severity={alert.severity === 'unknown' ? (alert.severityPrinted ?? 'none') : alert.severity} />
        <span className="min-w-0 flex-1 basis-48 text-sm font-medium break-words">
          {alert.name}
          {alert.threshold ? <span className="font-normal text-muted"> · {alert.threshold}</span> : null}
        </span>
        <StatusBadge status={status} label={alertStateText(alert)} />
      </summary>
      {open ? <Body alert={alert} region={region} /> : null}
    </details>
  )
}
