'use client'

import { Code } from 'lucide-react'
import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { exploreHref } from '@/lib/explore/href'

/** One expression, to read, to copy and to explore. */
export function PromqlExpression({ expression, region }: { expression: string; region?: string | null }) {
  return (
    <div className="flex items-start gap-1">
      <code className="mono max-h-40 min-w-0 flex-1 overflow-y-auto rounded-inner bg-sunken p-2 text-xs break-words">
        {expression}
      </code>
      <div className="flex flex-col items-end">
        <CopyButton text={expression} label="Copy the PromQL" />
        <Link
          prefetch={false}
          href={exploreHref({ query: expression, region })}
          className="px-1 text-xs text-accent-text hover:underline"
        >
          Open in Explore
        </Link>
      </div>
    </div>
  )
}

type PromqlPopoverProps = {
  expressions: readonly string[]
  region?: string | null
  /** What else is to be known of the figures. */
  notes?: readonly string[]
}

/** What a chart asked Prometheus, and what it cannot tell. */
export function PromqlPopover({ expressions, region, notes = [] }: PromqlPopoverProps) {
  return (
    <Popover
      align="end"
      label="PromQL of this chart"
      trigger={<IconButton size="sm" label="Show the PromQL" icon={<Code aria-hidden className="size-4" />} />}
    >
      <div className="flex max-w-xl flex-col gap-2">
        {notes.map((note) => (
          <p key={note} className="max-w-prose text-xs text-muted">
            {note}
          </p>
        ))}
        <ul className="flex flex-col gap-2">
          {expressions.map((expression) => (
            <li key={expression}>
              <PromqlExpression expression={expression} region={region} />
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  )
}
