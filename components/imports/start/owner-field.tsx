import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type OwnerFieldProps = { owner: string; disabled?: boolean; onChange: (owner: string) => void }

/** Who owns new mailboxes whose rows do not say. */
export function OwnerField({ owner, disabled, onChange }: OwnerFieldProps) {
  return (
    <Field
      label="Owner of new mailboxes"
      optional
      hint="For rows that create a mailbox and name no owner. Without it such rows are refused."
      className="max-w-sm"
    >
      {(control) => (
        <Input
          {...control}
          value={owner}
          maxLength={120}
          autoComplete="off"
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
