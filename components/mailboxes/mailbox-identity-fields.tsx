'use client'

import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { controlClass } from '@/components/ui/control-class'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { mailboxTypeLabels, mailboxTypes } from '@/lib/mailboxes/vocabulary'
import { factsClass } from './mailbox-facts'
import type { MailboxFormValues, MailboxOutput } from './mailbox-form-schema'
import { mailboxFieldLabels } from './mailbox-words'

type MailboxIdentityFieldsProps = {
  form: UseFormReturn<MailboxFormValues, unknown, MailboxOutput>
  numberHint?: ReactNode
}

/** Number, type and owner. */
export function MailboxIdentityFields({ form: { register, formState }, numberHint }: MailboxIdentityFieldsProps) {
  const { errors } = formState
  return (
    <div className={factsClass}>
      <Field label={mailboxFieldLabels.number} error={errors.number?.message} hint={numberHint}>
        {(control) => (
          <Input
            {...control}
            className="mono"
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            {...register('number')}
          />
        )}
      </Field>
      <Field label={mailboxFieldLabels.type} error={errors.type?.message}>
        {(control) => (
          <select {...control} className={controlClass} {...register('type')}>
            {mailboxTypes.map((type) => (
              <option key={type} value={type}>
                {mailboxTypeLabels[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={mailboxFieldLabels.owner} error={errors.owner?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register('owner')} />}
      </Field>
    </div>
  )
}
