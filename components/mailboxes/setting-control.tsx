'use client'

import type { ControllerRenderProps } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { greetingTypeLabels, greetingTypes, type MailboxSetting } from '@/lib/mailboxes/vocabulary'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { LongChoice } from './long-choice'
import type { MailboxFormValues } from './mailbox-form-schema'
import { fieldText } from './mailbox-words'

type SettingControlProps = {
  setting: MailboxSetting
  field: ControllerRenderProps<MailboxFormValues>
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
  /** null while they are not known. */
  profiles: readonly VoicemailProfile[] | null
}

/** Those of the tenant; one that is chosen and not among them stays visible, so that nobody wonders what is stored. */
function profileOptions(profiles: readonly VoicemailProfile[] | null, chosen: string) {
  const options = (profiles ?? []).map(({ id, name }) => ({ value: id, label: name }))
  if (options.some(({ value }) => value === chosen)) return options
  const label = profiles === null ? 'Reading the profiles …' : fieldText('profileId', chosen, new Map())
  return [{ value: chosen, label }, ...options]
}

const greetingOptions = greetingTypes.map((value) => ({ value: value as string, label: greetingTypeLabels[value] }))

/** What an overridden setting is changed with. */
export function SettingControl({ setting, field, control, profiles }: SettingControlProps) {
  const { value, onChange, onBlur, ref, name } = field
  switch (setting) {
    case 'activeGreetingType':
      return (
        <Select
          {...control}
          ref={ref}
          name={name}
          value={value}
          onValueChange={onChange}
          onBlur={onBlur}
          options={greetingOptions}
        />
      )
    case 'profileId':
      return (
        <Select
          {...control}
          ref={ref}
          name={name}
          value={value}
          onValueChange={onChange}
          onBlur={onBlur}
          options={profileOptions(profiles, value)}
        />
      )
    case 'locale':
    case 'timeZone':
      return (
        <LongChoice
          of={setting}
          control={control}
          value={value}
          text={fieldText(setting, value)}
          onValueChange={onChange}
        />
      )
    default:
      return (
        <Input
          {...control}
          {...field}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          inputMode={setting === 'outputPhoneNumber' ? 'text' : 'numeric'}
        />
      )
  }
}
