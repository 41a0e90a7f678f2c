'use client'

import { ChevronsUpDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useId, useState } from 'react'
import { controlClass } from '@/components/ui/control-class'
import { Popover } from '@/components/ui/popover'
import { SkeletonBlock } from '@/components/ui/skeleton'

// CLDR's list and the searching come when somebody opens it.
const LongChoiceList = dynamic(() => import('./long-choice-list').then((module) => module.LongChoiceList), {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading the list" className="h-72" />,
})

type LongChoiceProps = {
  of: 'locale' | 'timeZone'
  value: string
  /** What the button shows for it. */
  text: string
  onValueChange: (value: string) => void
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
}

const labels = { locale: 'Choose a locale', timeZone: 'Choose a time zone' } as const

/** A button that shows the choice and opens the list. */
export function LongChoice({ of, value, text, onValueChange, control }: LongChoiceProps) {
  const [open, setOpen] = useState(false)
  const textId = useId()
  return (
    <Popover
      label={labels[of]}
      open={open}
      onOpenChange={setOpen}
      className="w-96"
      trigger={
        <button
          type="button"
          {...control}
          // The label is the button's whole name; what is chosen has to be said beside it.
          aria-describedby={[textId, control['aria-describedby']].filter(Boolean).join(' ')}
          className={`${controlClass} flex items-center gap-2 text-left`}
        >
          <span id={textId} className="min-w-0 flex-1 truncate">
            {text}
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </button>
      }
    >
      <LongChoiceList
        of={of}
        label={labels[of]}
        value={value}
        onChoose={(chosen) => {
          onValueChange(chosen)
          setOpen(false)
        }}
      />
    </Popover>
  )
}
