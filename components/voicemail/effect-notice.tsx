import { Notice } from '@/components/ui/notice'
import { mailboxesText } from './mailbox-words'

/** One setting that saving would change. `mailboxes` is null while nobody has counted. */
export type EffectLine = { label: string; before: string; after: string; mailboxes: number | null }

type EffectNoticeProps = {
  changes: readonly EffectLine[]
  /** Said while nothing is changed. */
  nothing: string
  /** Why the mailboxes could not be counted. */
  failure?: string | null
}

/** What saving would change, and for how many mailboxes, before it is saved. */
export function EffectNotice({ changes, nothing, failure }: EffectNoticeProps) {
  if (changes.length === 0) return <p className="text-xs text-muted">{nothing}</p>
  return (
    <Notice tone="info" title="What saving changes">
      <ul className="flex flex-col gap-1">
        {changes.map(({ label, before, after, mailboxes }) => (
          <li key={label}>
            <span className="text-ink">{label}</span>: <span className="mono break-words">{before}</span> →{' '}
            <span className="mono break-words">{after}</span>
            {mailboxes === null ? null : <span className="text-ink"> for {mailboxesText(mailboxes)}</span>}
          </li>
        ))}
      </ul>
      {failure ? <p>{failure}</p> : null}
    </Notice>
  )
}
