'use client'

import type { ReactNode } from 'react'
import { sourceLabels } from '@/components/status/describe-source'
import { StatusBadge } from '@/components/status/status-badge'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SourceDetail } from '@/lib/sources/schema'
import { failureLabel, settingOf, sourceVerdict, whileDown, withoutIt } from './source-words'

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="truncate text-sm">{children}</dd>
    </div>
  )
}

function Facts({ source }: { source: SourceDetail }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
      <Fact term="Version">
        {source.version ? (
          <span className="flex items-center gap-2">
            <span className="mono truncate">{source.version}</span>
            {source.neededVersion ? (
              <StatusBadge
                status="degraded"
                label={`needs ${source.neededVersion}`}
                title={`This console reads version ${source.neededVersion} and newer. What this one answers still counts; parts may be missing.`}
              />
            ) : null}
          </span>
        ) : (
          <NoValue reason="It never told its version" />
        )}
      </Fact>
      <Fact term="Last latency">
        <NumberText value={source.latencyMs ?? null} unit="milliseconds" reason="It never answered" />
      </Fact>
      <Fact term="Last success">
        <RelativeTime at={source.observedAt} reason="It never answered" />
      </Fact>
      <Fact term="Like this since">
        <RelativeTime at={source.since} reason="Not known: the console has not asked yet" />
      </Fact>
    </dl>
  )
}

function Failure({ source, present }: { source: SourceDetail; present: boolean }) {
  const error = present ? source.error : source.lastError
  if (!error) return null
  return (
    <p className={classNames('text-sm break-words', present ? undefined : 'text-muted')}>
      <span className={present ? 'font-medium text-failing-text' : undefined}>
        {present ? failureLabel(error) : `Last failure: ${failureLabel(error)}`}
      </span>{' '}
      <RelativeTime at={error.at} className="text-muted" />
      {' · '}
      {error.message}
    </p>
  )
}

function HowToConfigure({ source }: { source: SourceDetail }) {
  const { variable, filePlace } = settingOf[source.name]
  return (
    <p className="text-sm text-muted">
      Set <code>{variable}</code>
      {filePlace ? (
        <>
          , or <code>{filePlace}</code> of this region in the file that <code>REGIONS_FILE</code> names
        </>
      ) : null}
      , and start the console again. Without it, {withoutIt[source.name]}
    </p>
  )
}

/** One source of one region: does it answer, since when, what it last said, and what hangs on it. */
export function SourceRow({ source }: { source: SourceDetail }) {
  const verdict = sourceVerdict(source.status)
  const down = verdict.status === 'failing'
  return (
    <li
      data-source={source.id}
      className="grid gap-x-6 gap-y-2 border-b px-4 py-3 last:border-b-0 lg:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1 lg:flex-col">
        <h3 className="flex flex-wrap items-center gap-2 text-base font-medium">
          {sourceLabels[source.name]}
          <StatusBadge status={verdict.status} label={verdict.label} />
        </h3>
        {source.address ? (
          <p className="mono max-w-full truncate text-sm text-muted" title={source.address}>
            {source.address}
          </p>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {source.configured ? <Facts source={source} /> : <HowToConfigure source={source} />}
        <Failure source={source} present={source.error !== undefined} />
        {source.configured ? (
          <p className={classNames('text-sm', down ? undefined : 'text-faint')}>
            {down ? <strong className="font-medium">While it is down: </strong> : 'If it goes down: '}
            {whileDown[source.name]}
          </p>
        ) : null}
      </div>
    </li>
  )
}
