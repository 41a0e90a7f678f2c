import { classNames } from '@/components/ui/class-names'

type ChoiceProps<Value extends string> = {
  label: string
  values: readonly Value[]
  names: Readonly<Record<Value, string>>
  value: Value
  onChange: (value: Value) => void
}

/** One of two or three, side by side. */
export function Choice<Value extends string>({ label, values, names, value, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset
      aria-label={label}
      className="flex h-8 shrink-0 self-start rounded-box border border-line-strong p-0.5 pointer-coarse:h-10"
    >
      {values.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === value}
          onClick={() => onChange(one)}
          className={classNames(
            'h-full rounded-inner px-2.5 text-sm',
            one === value ? 'bg-accent-tint font-medium text-accent-text' : 'text-muted hover:bg-sunken',
          )}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  )
}
