import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { ImportChoices } from '@/lib/imports/schema'
import type { FileDelimiter, FileEncoding } from '@/lib/imports/vocabulary'
import { delimiterOptions, encodingOptions } from './file-words'

/** How a text is read; `''` where nobody said. */
export type Reading = { encoding: FileEncoding | ''; delimiter: FileDelimiter | '' }

/** As the console takes it: what nobody said is left out. */
export function toChoices({ encoding, delimiter }: Reading): ImportChoices {
  return { ...(encoding && { encoding }), ...(delimiter && { delimiter }) }
}

type ReadingFieldsProps = {
  reading: Reading
  /** What stands for "nobody said"; null when there is always an answer. */
  unsaid: string | null
  disabled?: boolean
  onChange: (reading: Reading) => void
}

type SheetFieldProps = {
  sheet: string
  sheets: readonly string[]
  disabled: boolean
  onChange: (sheet: string) => void
}

/** Which sheet of a workbook is read. */
export function SheetField({ sheet, sheets, disabled, onChange }: SheetFieldProps) {
  const options = [...new Set([sheet, ...sheets])].map((value) => ({ value, label: value }))
  return (
    <Field label="Sheet" hint="Of the workbook; one is read at a time." className="max-w-88">
      {(control) => (
        <Select {...control} disabled={disabled} options={options} value={sheet} onValueChange={onChange} />
      )}
    </Field>
  )
}

/** Encoding and delimiter of a text. */
export function ReadingFields({ reading, unsaid, disabled, onChange }: ReadingFieldsProps) {
  const none = unsaid === null ? [] : [{ value: '' as const, label: unsaid }]
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Encoding" hint="When letters such as ö come out as other signs.">
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            options={[...none, ...encodingOptions]}
            value={reading.encoding}
            onValueChange={(encoding) => onChange({ ...reading, encoding })}
          />
        )}
      </Field>
      <Field label="Delimiter" hint="What stands between two cells.">
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            options={[...none, ...delimiterOptions]}
            value={reading.delimiter}
            onValueChange={(delimiter) => onChange({ ...reading, delimiter })}
          />
        )}
      </Field>
    </div>
  )
}
