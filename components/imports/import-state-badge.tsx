import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import type { ImportState } from '@/lib/imports/vocabulary'
import { importStateLook } from './import-words'

/** The state of an import as icon, word and colour. */
export function ImportStateBadge({ state, className }: { state: ImportState; className?: string }) {
  const { label, icon: Icon, tone } = importStateLook[state]
  return (
    <span
      data-import-state={state}
      className={classNames(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-inner px-1.5 text-xs whitespace-nowrap',
        statusLook[tone].text,
        statusLook[tone].tint,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{label}</span>
    </span>
  )
}
