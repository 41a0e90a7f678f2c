import { Field } from '@/components/ui/field'
import { Select, type SelectOption } from '@/components/ui/select'
import { importFieldLabels } from '@/lib/imports/vocabulary'
import { choicesFor, type MappingChoice, type MappingLine, matchText } from './mapping-model'

type MappingLineFieldProps = {
  line: MappingLine
  choice: MappingChoice
  fault: string | undefined
  disabled: boolean
  onChange: (choice: MappingChoice) => void
}

function optionsOf(line: MappingLine): SelectOption<MappingChoice>[] {
  return [
    ...(line.open ? [{ value: '' as const, label: 'Choose …' }] : []),
    ...choicesFor(line).map((field) => ({ value: field, label: importFieldLabels[field] })),
    { value: 'leave-out', label: 'Leave out' },
  ]
}

/** Foreign text: shown as it is, each value kept apart from its neighbours whatever its direction. */
function Samples({ values }: { values: readonly string[] | null }) {
  if (values === null) return <span className="max-lg:hidden" />
  if (values.length === 0)
    return <p className="text-xs text-muted sm:col-span-2 lg:col-span-1 lg:pt-1.5">no value in the first rows</p>
  return (
    <p className="flex min-w-0 flex-wrap gap-1 sm:col-span-2 sm:mb-1 lg:col-span-1 lg:pt-1">
      <span className="sr-only">First values:</span>
      {values.map((value) => (
        <bdi key={value} className="mono max-w-full truncate rounded bg-sunken px-1.5 text-xs leading-5 text-muted">
          {value}
        </bdi>
      ))}
    </p>
  )
}

/** One column of the file: its header, its first values, how it was understood, and the field that it holds. */
export function MappingLineField({ line, choice, fault, disabled, onChange }: MappingLineFieldProps) {
  const name = line.header.trim() === '' ? 'Column without a name' : line.header
  return (
    <li
      data-column={line.key}
      className="grid items-start gap-x-4 border-b px-4 py-2 last:border-b-0 sm:grid-cols-[minmax(0,16rem)_18rem] lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_18rem]"
    >
      <p className="min-w-0 pt-1 text-sm">
        <span className="mono font-medium break-words">{name}</span>
        {line.columns > 1 ? <span className="text-muted"> · {line.columns} columns</span> : null}
        <span className={line.open ? 'block text-xs text-degraded-text' : 'block text-xs text-muted'}>
          {matchText(line)}
        </span>
      </p>
      <Samples values={line.samples} />
      <Field label={`Field of ${name}`} labelHidden error={fault}>
        {(control) => (
          <Select {...control} disabled={disabled} options={optionsOf(line)} value={choice} onValueChange={onChange} />
        )}
      </Field>
    </li>
  )
}
