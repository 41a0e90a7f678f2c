'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type ChangedField, type FieldValue, isDecided, type Side } from './compare-versions'

type ConflictPanelProps = {
  changed: readonly ChangedField[]
  /** What the form calls its fields. */
  labels: Readonly<Record<string, string>>
  format: (value: FieldValue, name: string) => string
  onMerge: (chosen: Readonly<Record<string, Side>>) => void
}

const outcomes: Readonly<Record<Exclude<ChangedField['kind'], 'clash'>, string>> = {
  mine: 'Only you changed it: yours is taken.',
  theirs: 'Only they changed it: theirs is taken.',
  'both-alike': 'You both changed it to this.',
}

type ChoiceProps = { name: string; side: Side; label: string; text: string; checked: boolean; onChoose: () => void }

function Choice({ name, side, label, text, checked, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <span className="flex items-baseline gap-2">
      <input
        id={id}
        type="radio"
        name={name}
        value={side}
        checked={checked}
        onChange={onChoose}
        className="size-4 shrink-0 translate-y-0.5 accent-accent"
      />
      <label htmlFor={id} className="min-w-0">
        {label}: <span className="mono break-all">{text}</span>
      </label>
    </span>
  )
}

/** What changed on both sides since the form was opened, and the choice where both changed the same field. */
export function ConflictPanel({ changed, labels, format, onMerge }: ConflictPanelProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const show = (value: FieldValue, { name }: ChangedField) => format(value, name) || 'empty'
  return (
    <div className="flex flex-col gap-3">
      <div role="alert">
        <Notice tone="warning" title="Somebody else saved a change meanwhile">
          <p>
            Nothing of yours is lost. Decide where both of you changed the same field; then look over the result and
            save it.
          </p>
        </Notice>
      </div>
      <ul className="flex flex-col gap-3">
        {changed.map((field) => (
          <li key={field.name}>
            <fieldset className="flex flex-col gap-1 text-sm">
              <legend className="font-medium">{labels[field.name] ?? field.name}</legend>
              <p className="text-muted">
                It was: <span className="mono break-all">{show(field.base, field)}</span>
              </p>
              {field.kind === 'clash' ? (
                (['mine', 'theirs'] as const).map((side) => (
                  <Choice
                    key={side}
                    name={`merge-${field.name}`}
                    side={side}
                    label={side === 'mine' ? 'Yours' : 'Theirs'}
                    text={show(field[side], field)}
                    checked={chosen[field.name] === side}
                    onChoose={() => setChosen({ ...chosen, [field.name]: side })}
                  />
                ))
              ) : (
                <p>
                  Now:{' '}
                  <span className="mono break-all">
                    {show(field.kind === 'mine' ? field.mine : field.theirs, field)}
                  </span>{' '}
                  <span className="text-muted">{outcomes[field.kind]}</span>
                </p>
              )}
            </fieldset>
          </li>
        ))}
      </ul>
      <Button
        variant="primary"
        className="self-start"
        disabled={!isDecided(changed, chosen)}
        onClick={() => onMerge(chosen)}
      >
        Put the merged values into the form
      </Button>
    </div>
  )
}
