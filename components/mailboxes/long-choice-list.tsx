'use client'

import { useMemo } from 'react'
import { ChoiceList } from './choice-list'
import { localeChoices, timeZoneChoices } from './long-choices'

type LongChoiceListProps = {
  of: 'locale' | 'timeZone'
  label: string
  value: string
  onChoose: (value: string) => void
}

/** What `LongChoice` loads when it first opens. */
export function LongChoiceList({ of, ...list }: LongChoiceListProps) {
  const choices = useMemo(() => (of === 'locale' ? localeChoices() : timeZoneChoices(Date.now())), [of])
  const placeholder = of === 'locale' ? 'Language, country or tag' : 'City, region or offset'
  return <ChoiceList {...list} placeholder={placeholder} choices={choices} />
}
