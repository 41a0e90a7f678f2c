'use client'

import { ChartSpline, Code } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { exploreHref } from '@/lib/explore/href'

type PromqlPopoverProps = { expressions: readonly string[]; region?: string | null }

/** What a chart asked Prometheus, to read, to copy and to ask on from. */
export function PromqlPopover({ expressions, region }: PromqlPopoverProps) {
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
            <LinkButton
              size="sm"
              href={exploreHref({ query: expression, region })}
              icon={<ChartSpline aria-hidden className="size-3.5" />}
            >
              Open in Explore
            </LinkButton>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
