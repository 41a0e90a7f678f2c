'use client'

import { useId } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import {
  greetingTypeLabels,
  greetingTypes,
  type MailboxSetting,
  mailboxSettingLabels,
} from '@/lib/mailboxes/vocabulary'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { type BulkFields, bulkModeLabels, bulkModes } from './bulk-fields'
import { LongChoice } from './long-choice'
import { fieldText } from './mailbox-words'

type BulkFieldProps = {
  setting: MailboxSetting
  fields: BulkFields
  error: string | undefined
  /** null while they are not known. */
  profiles: readonly VoicemailProfile[] | null
  onChange: (change: Partial<BulkFields>) => void
}

const modeOptions = bulkModes.map((value) => ({ value, label: bulkModeLabels[value] }))

type ValueProps = BulkFieldProps & {
  control: {
    id: string
    'aria-label': string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }
}

function ValueControl({ setting, fields, profiles, onChange, control }: ValueProps) {
  const value = fields[`${setting}Value`]
  const change = (next: string) => onChange({ [`${setting}Value`]: next })
  switch (setting) {
    case 'activeGreetingType': {
      const options = greetingTypes.map((type) => ({ value: type as string, label: greetingTypeLabels[type] }))
      return <Select {...control} value={value} onValueChange={change} options={options} />
    }
    case 'profileId': {
      const known = (profiles ?? []).map(({ id, name }) => ({ value: id, label: name }))
      const first = { value: '', label: profiles === null ? 'Reading the profiles …' : 'Choose a profile' }
      return <Select {...control} value={value} onValueChange={change} options={[first, ...known]} />
    }
    case 'locale':
    case 'timeZone':
      return (
        <LongChoice
          of={setting}
          control={control}
          value={value}
          text={fieldText(setting, value)}
          onValueChange={change}
        />
      )
    default:
      return (
        <Input
          {...control}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          inputMode={setting === 'outputPhoneNumber' ? 'text' : 'numeric'}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
      )
  }
}

/** One setting of a bulk edit: left as it is, set, or reset; what is wrong with it below. */
export function BulkField(props: BulkFieldProps) {
  const { setting, fields, error, onChange } = props
  const id = useId()
  const label = mailboxSettingLabels[setting]
  const isSet = fields[setting] === 'set'
  const control = {
    id: `${id}-value`,
    'aria-label': `New ${label}`,
    'aria-describedby': error ? `${id}-error` : undefined,
    'aria-invalid': error ? (true as const) : undefined,
  }
  return (
    <div className="grid items-start gap-x-3 gap-y-1 border-b py-2 last:border-b-0 sm:grid-cols-[10rem_11rem_1fr]">
      <label htmlFor={`${id}-mode`} className="pt-1.5 text-sm font-medium">
        {label}
      </label>
      <Select
        id={`${id}-mode`}
        options={modeOptions}
        value={fields[setting]}
        onValueChange={(mode) => onChange({ [setting]: mode })}
      />
      <div className="flex min-w-0 flex-col gap-1">
        {isSet ? <ValueControl {...props} control={control} /> : null}
        <p id={`${id}-error`} aria-live="polite" className="text-xs text-failing-text empty:hidden">
          {isSet ? error : null}
        </p>
      </div>
    </div>
  )
}
