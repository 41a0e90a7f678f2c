'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useTimeZone } from '@/components/ui/time-zone'
import { rangeProblem, type TimeRange } from '@/lib/time/range'
import { readLocalTime, spanOf, writeLocalTime } from '@/lib/time/range-moves'

type AbsoluteRangeFormProps = { range: TimeRange; onApply: (fromSeconds: number, toSeconds: number) => void }

/** From and to, on the clock of the zone in which the console shows times. */
export function AbsoluteRangeForm({ range, onApply }: AbsoluteRangeFormProps) {
  const { zone } = useTimeZone()
  const [error, setError] = useState<string | null>(null)
  const [now] = useState(() => Date.now() / 1000)
  const span = spanOf(range, now)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const from = readLocalTime(String(fields.get('from')), zone)
    const to = readLocalTime(String(fields.get('to')), zone)
    if (from === null || to === null) {
      setError('Fill in both times.')
      return
    }
    const problem = rangeProblem({ from, to })
    setError(problem?.message ?? null)
    if (!problem) onApply(from, to)
  }

  const field = (name: 'from' | 'to', label: string) => (
    <Field label={label} error={name === 'to' ? error : null}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="datetime-local"
          step={1}
          defaultValue={writeLocalTime(span[name], zone)}
          className="w-52"
        />
      )}
    </Field>
  )
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 sm:border-l sm:pl-3">
      {field('from', 'From')}
      {field('to', 'To')}
      <p className="text-xs text-muted">Times in {zone.replaceAll('_', ' ')}</p>
      <Button type="submit" variant="primary">
        Show this range
      </Button>
    </form>
  )
}
