'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Panel } from '@/components/ui/panel'
import type { MailboxDetail } from '@/lib/mailboxes/schema'
import { type MailboxSetting, mailboxSettingLabels, mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { effectiveText, fieldText, type MailboxField, mailboxFieldLabels } from './mailbox-words'
import { SettingFrame, SourceText, UnknownValue, ZoneOffset } from './setting-frame'

const facts = ['number', 'type', 'owner'] as const satisfies readonly MailboxField[]

/** Number, type and owner, in the places that the form gives them. */
export const factsClass = 'grid gap-4 sm:grid-cols-[minmax(0,12rem)_minmax(0,12rem)_minmax(0,1fr)]'

/** What is only to be read does not look like a field to type in. */
export const readOnlyClass = 'border-line! bg-sunken!'

function sourceOf(mailbox: MailboxDetail, setting: MailboxSetting) {
  const { origin } = mailbox.effective[setting]
  const isOfProfile = setting === 'maxMessageCount' || setting === 'maxDurationSeconds'
  const profile = { id: mailbox.effective.profileId.value, name: mailbox.profileName }
  return { origin, profile: isOfProfile && origin !== 'mailbox' ? profile : null }
}

function hintOf(mailbox: MailboxDetail, setting: MailboxSetting) {
  const listed = mailbox.unknownValues.find((name) => name === setting)
  if (listed) {
    return <UnknownValue setting={listed} value={mailbox.effective[listed].value} own={mailbox[listed] !== null} />
  }
  return setting === 'timeZone' ? <ZoneOffset zone={mailbox.effective.timeZone.value} /> : null
}

/** The General Info tab to read: for whoever may not write, for a deleted mailbox, and until the form is loaded, whose places it keeps. */
export function MailboxFacts({ mailbox }: { mailbox: MailboxDetail }) {
  return (
    <div className="flex flex-col gap-4">
      <Panel title="Mailbox">
        <div className={factsClass}>
          {facts.map((fact) => (
            <Field key={fact} label={mailboxFieldLabels[fact]}>
              {(control) => (
                <Input {...control} readOnly value={fieldText(fact, mailbox[fact])} className={readOnlyClass} />
              )}
            </Field>
          ))}
        </div>
      </Panel>
      <Panel title="Settings">
        {mailboxSettings.map((setting) => (
          <SettingFrame
            key={setting}
            label={mailboxSettingLabels[setting]}
            control={(control) => (
              <Input {...control} readOnly value={effectiveText(mailbox, setting)} className={readOnlyClass} />
            )}
            hint={hintOf(mailbox, setting)}
            source={<SourceText tenantId={mailbox.tenantId} setting={setting} source={sourceOf(mailbox, setting)} />}
          />
        ))}
      </Panel>
    </div>
  )
}
