import { StatusBadge } from '@/components/status/status-badge'
import { statusLook } from '@/components/status/status-look'
import { statusOrder } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'

/** "1 Failing, 13 OK": how many have which status, worst first; words that nobody has are left out. */
export function StatusCounts({ byStatus }: { byStatus: Partial<Record<StatusWord, number>> }) {
  return (
    // Drawn anew when a count changes, so that the badges behind it count as drawn and not as moved.
    <span key={statusOrder.map((word) => byStatus[word] ?? 0).join()} className="flex flex-wrap items-center gap-1.5">
      {statusOrder.map((word) => {
        const count = byStatus[word] ?? 0
        return count > 0 ? <StatusBadge key={word} status={word} label={`${count} ${statusLook[word].label}`} /> : null
      })}
    </span>
  )
}
