'use client'

import { Code } from 'lucide-react'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'

/** What a chart asked Prometheus, to read and to copy. */
export function PromqlPopover({ expressions }: { expressions: readonly string[] }) {
  return (
    <Popover
      align="end"
      label="PromQL of this chart"
      trigger={<IconButton size="sm" label="Show the PromQL" icon={<Code aria-hidden className="size-4" />} />}
    >
      <ul className="flex max-w-xl flex-col gap-2">
        {expressions.map((expression) => (
          <li key={expression} className="flex items-start gap-1">
            <code className="mono min-w-0 flex-1 rounded-inner bg-sunken p-2 text-xs break-words">{expression}</code>
            <CopyButton text={expression} label="Copy the PromQL" />
          </li>
        ))}
      </ul>
    </Popover>
  )
}
