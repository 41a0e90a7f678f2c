import Link from 'next/link'
import type { AlertRuleDetail } from '@/lib/alert-rules/schema'
import { TemplateText } from './template-text'

const headingClass = 'mb-1 text-sm font-semibold'

/** What to do when it fires, step by step, as the documents say. */
export function RuleRunbook({ detail }: { detail: AlertRuleDetail }) {
  const { actions, origin, row } = detail
  return (
    <section aria-label="Runbook">
      <h3 className={headingClass}>What to do when it fires</h3>
      {actions.length > 0 ? (
        <ol className="flex max-w-prose list-decimal flex-col gap-1 pl-5 text-sm marker:text-faint">
          {actions.map((action) => (
            <li key={action}>
              <TemplateText text={action} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-sm text-muted">
          {origin === null
            ? 'The catalogue does not know this rule. Its annotations may say more.'
            : 'The documents name no action.'}{' '}
          {row.service ? (
            <Link href={`/services/${row.service}`} className="text-accent-text underline">
              Begin with the page of the service
            </Link>
          ) : null}
        </p>
      )}
    </section>
  )
}

/** Where the documents contradict themselves, what was taken and why. */
export function RuleDecisions({ decisions }: Pick<AlertRuleDetail, 'decisions'>) {
  if (decisions.length === 0) return null
  return (
    <section aria-label="Decisions">
      <h3 className={headingClass}>Where the documents leave room</h3>
      <ul className="flex max-w-prose flex-col gap-1.5 text-sm">
        {decisions.map(({ about, decision, reason }) => (
          <li key={`${about} ${decision}`}>
            <span className="mono mr-1 rounded-inner bg-sunken px-1 text-xs text-muted">{about}</span>
            {decision} <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
