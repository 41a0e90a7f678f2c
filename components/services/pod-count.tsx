import { StatusDot } from '@/components/status/status-badge'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import type { ServiceRow } from '@/lib/services/schema'

type PodCountProps = {
  pods: ServiceRow['pods']
  /** False for a service that has no pods of its own. */
  hasPods: boolean
  outdated: boolean
}

/** "2/3": ready of wanted. */
export function PodCount({ pods, hasPods, outdated }: PodCountProps) {
  if (!hasPods) return <NoValue reason="It has no pods of its own" />
  if (pods === null) return <NoValue reason="Kubernetes does not tell its pods" />
  const { ready, desired } = pods
  const short = desired !== null && ready < desired
  const told = desired === null ? `${ready} pods ready, wanted not known` : `${ready} of ${desired} pods ready`
  const title = `${told}${outdated ? ', as last heard' : ''}`
  return (
    <span title={title} className="inline-flex items-center gap-1 whitespace-nowrap">
      {outdated ? <StatusDot status="stale" size="sm" label="As last heard" /> : null}
      <span className={classNames('mono', short && 'font-semibold text-degraded-text', outdated && 'text-stale-text')}>
        {ready}/{desired ?? '?'}
      </span>
    </span>
  )
}
