import Link from 'next/link'
import { SinceText } from '@/components/services/since-text'
import { StatusDot } from '@/components/status/status-badge'
import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { ExactTime } from '@/components/ui/relative-time'
import type { Verdict as VerdictFacts } from '@/lib/overview/model'

/** Drawn anew as a whole when a finding comes or goes, so that those behind it count as drawn and not as moved. */
function Findings({ verdict: { findings, since, sinceAtLeast } }: { verdict: VerdictFacts }) {
  return (
    <>
      <ul className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {findings.map((finding) => (
          <li key={`${finding.link} ${finding.text}`}>
            <Link href={finding.link} className="inline-flex items-center gap-1.5 hover:underline">
              <StatusDot status={finding.status} size="sm" />
              {finding.text}
            </Link>
          </li>
        ))}
      </ul>
      {since ? (
        <span className="shrink-0 text-sm text-muted">
          began <SinceText since={since} sinceAtLeast={sinceAtLeast} />
        </span>
      ) : null}
    </>
  )
}

/**
 * The answer before the details: is anything wrong, what, since when. Calm only when all is known to be well.
 * The age comes last, so that it pushes nothing aside as it grows, and the height never changes.
 */
export function Verdict({ verdict }: { verdict: VerdictFacts }) {
  const { status, headline, findings, asOf } = verdict
  const look = statusLook[status]
  return (
    <section
      aria-label="Verdict"
      data-verdict={status}
      className={classNames(
        'mb-4 flex h-36 flex-col items-start gap-x-4 gap-y-1 overflow-y-auto rounded-box border px-4 py-2 sm:h-24 lg:h-14 lg:flex-row lg:items-center',
        status === 'ok' ? 'bg-surface' : look.tint,
      )}
    >
      <span className="flex shrink-0 items-center gap-2">
        <StatusDot status={status} size="lg" />
        <span className={classNames('text-lg font-semibold', status !== 'ok' && look.text)}>{headline}</span>
      </span>
      {findings.length === 0 ? (
        <span className="text-sm text-muted">
          as of <ExactTime at={asOf} clock className="mono" />
        </span>
      ) : (
        <Findings key={findings.map((finding) => finding.text).join()} verdict={verdict} />
      )}
    </section>
  )
}
