import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { NumberText } from '@/components/ui/number-text'
import type { StatusWord } from '@/lib/catalogue/schema'

export type BarItem = { id: string; label: string; value: number | null; status?: StatusWord; href?: string }

type BarsProps = { label: string; items: readonly BarItem[]; unit?: string | null; className?: string }

/** Sizes side by side. A missing value has no bar and a dash, unlike a zero. */
export function Bars({ label, items, unit = null, className }: BarsProps) {
  const values = items.map((item) => (item.value !== null && Number.isFinite(item.value) ? item.value : 0))
  const most = Math.max(...values, 0)
  return (
    <ul
      aria-label={label}
      className={classNames('grid grid-cols-[minmax(0,auto)_minmax(0,1fr)_auto] gap-x-3 gap-y-1.5', className)}
    >
      {items.map((item, index) => (
        <li key={item.id} className="col-span-full grid grid-cols-subgrid items-center text-sm">
          <span className="max-w-40 truncate" title={item.label}>
            {item.label}
          </span>
          <span aria-hidden className="h-2.5 overflow-hidden rounded-[2px] bg-sunken">
            <span
              className={classNames(
                'block h-full rounded-[2px]',
                item.status ? statusLook[item.status].mark : 'bg-accent',
              )}
              style={{ width: `${most > 0 ? ((values[index] ?? 0) / most) * 100 : 0}%` }}
            />
          </span>
          <NumberText value={item.value} unit={unit} className="text-right" />
        </li>
      ))}
    </ul>
  )
}
