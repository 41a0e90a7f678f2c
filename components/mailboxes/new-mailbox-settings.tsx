'use client'

import { useQuery } from '@tanstack/react-query'
import type { UseFormReturn } from 'react-hook-form'
import { QueryState } from '@/components/query-state/query-state'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { effectiveSettings } from '@/lib/mailboxes/effective-settings'
import type { MailboxOverrides } from '@/lib/mailboxes/schema'
import { voicemailSystemQuery } from '@/lib/mailboxes/system-queries'
import { mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { SettingsBasis } from './inherited-setting'
import type { MailboxFormValues, MailboxOutput } from './mailbox-form-schema'
import { SettingField } from './setting-field'

type NewMailboxSettingsProps = {
  tenantId: string
  form: UseFormReturn<MailboxFormValues, unknown, MailboxOutput>
}

const inheritsAll: MailboxOverrides = {
  maxMessageCount: null,
  activeGreetingType: null,
  maxDurationSeconds: null,
  outputPhoneNumber: null,
  profileId: null,
  locale: null,
  timeZone: null,
}

const loading = <SkeletonBlock label="Reading what it inherits" className="h-64" />

/** Settings of a mailbox that is yet to be made: what it will inherit, and the way to say otherwise at once. */
export function NewMailboxSettings({ tenantId, form }: NewMailboxSettingsProps) {
  const profiles = useQuery(profilesQuery(tenantId))
  const system = useQuery(voicemailSystemQuery(tenantId))
  return (
    <QueryState query={profiles} what="profiles of this tenant" loading={loading}>
      {({ items }) => (
        <QueryState query={system} what="system values of this tenant" loading={loading}>
          {(values) => {
            // Each tenant has it; the list of one that has just been deleted has not.
            const builtIn = items.find((profile) => profile.builtIn)
            if (!builtIn) return null
            const effective = effectiveSettings(inheritsAll, builtIn, builtIn, values)
            const basis: SettingsBasis = { tenantId, profileName: builtIn.name, effective, unknownValues: [] }
            return (
              <div className="border-t pt-3">
                {mailboxSettings.map((setting) => (
                  <SettingField key={setting} {...{ form, setting, basis }} profiles={items} greetingsHref={null} />
                ))}
              </div>
            )
          }}
        </QueryState>
      )}
    </QueryState>
  )
}
