import { EmptyState } from '@/components/ui/empty-state'
import type { QueryMode } from '@/lib/explore/vocabulary'

/** Prometheus answered, and there is nothing. */
export function NoSeries({ mode }: { mode: QueryMode }) {
  return (
    <div className="rounded-box border bg-surface">
      <EmptyState
        title={mode === 'range' ? 'No series in this range' : 'No series at this time'}
        text="Prometheus answered: nothing matches. A comparison keeps only what it is true for, so that may be good news."
        action={
          <span className="text-sm text-muted">
            Check the spelling of names and labels, or choose another time. The list of metrics marks those that are
            missing.
          </span>
        }
      />
    </div>
  )
}
