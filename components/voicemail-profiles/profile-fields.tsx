'use client'

import { Controller, type UseFormReturn } from 'react-hook-form'
import { Checkbox } from '@/components/ui/checkbox'
import { controlClass } from '@/components/ui/control-class'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Panel } from '@/components/ui/panel'
import type { CreateProfile, ProfileFormValues } from '@/lib/voicemail-profiles/schema'
import { profileLabels, retentionDays } from '@/lib/voicemail-profiles/vocabulary'
import { TokenField } from './token-field'

export type ProfileFormReturn = UseFormReturn<ProfileFormValues, unknown, CreateProfile>

type ProfileFieldsProps = { form: ProfileFormReturn; builtIn: boolean }

function BooleanField({
  form,
  name,
  label,
}: {
  form: ProfileFormReturn
  name: 'emailNotification' | 'voicemailForwarding'
  label: string
}) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Checkbox label={label} checked={field.value} onCheckedChange={field.onChange} onBlur={field.onBlur} />
      )}
    />
  )
}

function TokenTextField({
  form,
  name,
  hint,
}: {
  form: ProfileFormReturn
  name: 'emailSubject' | 'emailBody'
  hint: string
}) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <TokenField
          label={profileLabels[name]}
          hint={hint}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          error={fieldState.error?.message}
          multiline={name === 'emailBody'}
        />
      )}
    />
  )
}

/** Every option of a profile, in the words of the documents. */
export function ProfileFields({ form, builtIn }: ProfileFieldsProps) {
  const { register, formState } = form
  const error = (name: keyof ProfileFormValues) => formState.errors[name]?.message
  const whole = { inputMode: 'numeric', autoComplete: 'off', className: 'mono' } as const
  return (
    <>
      <Panel title="Profile">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            className="sm:col-span-2"
            label={profileLabels.name}
            error={error('name')}
            hint={builtIn ? 'The built-in profile keeps its name.' : 'One in this tenant, whatever its capitals.'}
          >
            {(control) => <Input {...control} autoComplete="off" readOnly={builtIn} {...register('name')} />}
          </Field>
          <Field
            label={`${profileLabels.maxDurationSeconds} (seconds)`}
            error={error('maxDurationSeconds')}
            hint="Longest message, unless a mailbox says otherwise."
          >
            {(control) => <Input {...control} {...whole} {...register('maxDurationSeconds')} />}
          </Field>
          <Field
            label={profileLabels.maxMessageCount}
            error={error('maxMessageCount')}
            hint="Most messages kept, unless a mailbox says otherwise."
          >
            {(control) => <Input {...control} {...whole} {...register('maxMessageCount')} />}
          </Field>
          <Field
            label={profileLabels.retentionDays}
            error={error('retentionDays')}
            hint="Messages are deleted after that many days."
          >
            {(control) => (
              <select {...control} className={controlClass} {...register('retentionDays')}>
                {retentionDays.map((days) => (
                  <option key={days} value={days}>
                    {days} days
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="flex flex-col gap-1">
            <span className="text-sm font-medium">{profileLabels.voicemailForwarding}</span>
            <BooleanField form={form} name="voicemailForwarding" label="Messages may be forwarded to other mailboxes" />
          </div>
        </div>
      </Panel>
      <Panel title="E-mail">
        <div className="flex flex-col gap-4">
          <div className="flex flex-col gap-1">
            <span className="text-sm font-medium">{profileLabels.emailNotification}</span>
            <BooleanField form={form} name="emailNotification" label="Announce each new message by e-mail" />
          </div>
          <Field
            label={profileLabels.emailFromAddress}
            error={error('emailFromAddress')}
            hint="Who the notification comes from, such as voicemail@example.org."
          >
            {(control) => (
              <Input {...control} type="email" inputMode="email" autoComplete="off" {...register('emailFromAddress')} />
            )}
          </Field>
          <TokenTextField form={form} name="emailSubject" hint="One line. Tokens are filled in for each message." />
          <TokenTextField form={form} name="emailBody" hint="Plain text. Tokens are filled in for each message." />
        </div>
      </Panel>
    </>
  )
}
