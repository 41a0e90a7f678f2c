import Link from 'next/link'
import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Change } from '@/lib/changes/schema'
import { changeLook } from './change-look'

function Title({ change }: { change: Change }) {
  const title = [change.title, change.detail].filter((part) => part !== null).join('. ')
  const className = 'block min-w-0 flex-1 truncate'
  const text = (
    <>
      {change.title}
      {change.count > 1 ? <span className="mono text-muted"> ×{change.count}</span> : null}
      {change.detail ? <span className="text-muted"> · {change.detail}</span> : null}
    </>
  )
  return change.link ? (
    <Link href={change.link} title={title} className={classNames(className, 'hover:underline')}>
      {text}
    </Link>
  ) : (
    <span title={title} className={className}>
      {text}
    </span>
  )
}

/** When it happened, or between which two looks. */
function ChangeTime({ change }: { change: Change }) {
  const className = 'shrink-0 text-xs whitespace-nowrap text-muted'
  if (change.notBefore === null) return <RelativeTime at={change.at} className={className} />
  return (
    <span title="Nobody looked in between" className={className}>
      <RelativeTime at={change.notBefore} className="inline-block min-w-16 text-right" /> to{' '}
      <RelativeTime at={change.at} className="inline-block min-w-16 text-right" />
    </span>
  )
}

function ChangeRow({ change }: { change: Change }) {
  const { label, icon: Icon } = changeLook[change.kind]
  return (
    <>
      <span title={label} className={classNames('shrink-0', change.tone ? statusLook[change.tone].text : 'text-muted')}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{label}</span>
      </span>
      <Title change={change} />
      <ChangeTime change={change} />
    </>
  )
}

type ChangeRowsProps = {
  changes: readonly Change[]
  /** Places of one line each. They stay where they are while changes move through them, so that the page does not jump. */
  slots: number
}

/** The newest changes, one line each. */
export function ChangeRows({ changes, slots }: ChangeRowsProps) {
  const places = Array.from({ length: slots }, (_, index) => ({ place: `place-${index}`, change: changes[index] }))
  return (
    <ul>
      {places.map(({ place, change }) => (
        <li key={place} className={classNames('flex h-8 items-center gap-2 px-4 text-sm', change && 'border-b')}>
          {change ? <ChangeRow key={`${change.id} ${change.count} ${change.detail}`} change={change} /> : null}
        </li>
      ))}
    </ul>
  )
}
