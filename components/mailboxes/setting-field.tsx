'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { listedSettings, type MailboxSetting, mailboxSettingLabels } from '@/lib/mailboxes/vocabulary'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { type Inherited, inheritedSetting, type SettingsBasis } from './inherited-setting'
import { readOnlyClass } from './mailbox-facts'
import type { MailboxFormValues, MailboxOutput } from './mailbox-form-schema'
import { inheritedValue } from './mailbox-words'
import { SettingControl } from './setting-control'
import { SettingFrame, SourceText, UnknownValue, ZoneOffset } from './setting-frame'

type SettingFieldProps = {
  form: UseFormReturn<MailboxFormValues, unknown, MailboxOutput>
  setting: MailboxSetting
  basis: SettingsBasis
  profiles: readonly VoicemailProfile[] | null
  /** Where a greeting can be uploaded; null for a mailbox that is yet to be made. */
  greetingsHref: string | null
}

type SourceOfProps = { setting: MailboxSetting; value: string; inherited: Inherited; basis: SettingsBasis }

function SourceOf({ setting, value, inherited, basis }: SourceOfProps) {
  const isOwn = value !== inheritedValue
  if (!inherited) return isOwn ? 'Set for this mailbox' : 'The profile that you chose says it once you save'
  if (!isOwn) return <SourceText tenantId={basis.tenantId} setting={setting} source={inherited.source} />
  return (
    <>
      <span className="font-medium text-ink">Set for this mailbox.</span> Inherited: {inherited.text || 'none'}
    </>
  )
}

/** One setting: the inherited value to look at, or the mailbox's own to change, and the way from one to the other. */
export function SettingField({ form, setting, basis, profiles, greetingsHref }: SettingFieldProps) {
  const chosen = useWatch({ control: form.control, name: 'profileId' })
  const inherited = inheritedSetting(basis, setting, chosen, profiles)
  const label = mailboxSettingLabels[setting]
  return (
    <Controller
      control={form.control}
      name={setting}
      render={({ field, fieldState }) => {
        const isOwn = field.value !== inheritedValue
        const shown = isOwn ? field.value : String(inherited?.raw ?? '')
        return (
          <SettingFrame
            label={label}
            error={fieldState.error?.message}
            hint={hintOf({ setting, shown, isOwn, basis, upload: fieldState.error ? greetingsHref : null })}
            control={(control) =>
              isOwn ? (
                <SettingControl {...{ setting, field, control, profiles }} />
              ) : (
                <Input {...control} ref={field.ref} readOnly value={inherited?.text ?? ''} className={readOnlyClass} />
              )
            }
            source={<SourceOf value={field.value} {...{ setting, inherited, basis }} />}
            action={
              <Button
                size="sm"
                aria-label={isOwn ? `Reset to inherited: ${label}` : `Override ${label}`}
                onClick={() => field.onChange(isOwn ? inheritedValue : String(inherited?.raw ?? ''))}
              >
                {isOwn ? 'Reset to inherited' : 'Override'}
              </Button>
            }
          />
        )
      }}
    />
  )
}

type HintProps = {
  setting: MailboxSetting
  shown: string
  isOwn: boolean
  basis: SettingsBasis
  upload: string | null
}

function hintOf({ setting, shown, isOwn, basis, upload }: HintProps): ReactNode {
  const listed = listedSettings.find((name) => name === setting && basis.unknownValues.includes(name))
  if (listed && shown === basis.effective[listed].value) {
    return <UnknownValue setting={listed} value={shown} own={isOwn} />
  }
  switch (setting) {
    case 'activeGreetingType':
      return upload === null ? null : (
        <Link href={upload} className="text-accent-text underline">
          Upload it on the Greetings tab
        </Link>
      )
    case 'timeZone':
      return <ZoneOffset zone={shown} />
    case 'maxDurationSeconds':
      return isOwn ? 'Seconds' : null
    case 'outputPhoneNumber':
      return isOwn ? 'A telephone number or a routing point: where callers may leave voicemail to' : null
    default:
      return null
  }
}
