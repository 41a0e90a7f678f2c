'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { rowsText } from '@/components/imports/import-words'
import { QueryState } from '@/components/query-state/query-state'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { formatNumber } from '@/lib/format/number'
import { unknownProfilesQuery } from '@/lib/imports/queries'
import type { MailboxImport, UnknownProfiles } from '@/lib/imports/schema'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import { ForgetRemembered } from './forget-remembered'
import { ProfileNameField } from './profile-name-field'
import { chosenTexts, type ProfileForm, profileOf, profilesToSend } from './profiles-model'
import { useCheckAgain } from './use-check-again'
import { useCreateProfile } from './use-create-profile'

export type ProfilesPanelProps = { tenantId: string; record: MailboxImport; canImport: boolean; canWrite: boolean }

type NamesProps = ProfilesPanelProps & { names: UnknownProfiles; profiles: readonly VoicemailProfile[] }

function Heading({ children }: { children: string }) {
  return <h3 className="border-b bg-sunken px-4 py-1 text-xs font-medium text-muted">{children}</h3>
}

function Names({ tenantId, record, canImport, canWrite, names, profiles }: NamesProps) {
  const { items, total = items.length, chosen = [] } = names
  const [form, setForm] = useState<ProfileForm>({})
  const creating = useCreateProfile(tenantId, profiles)
  const again = useCheckAgain(record)
  const said = profilesToSend(form, chosen)
  const isNothing = Object.keys(said).length === 0 && creating.created.size === 0
  const failure = creating.failure ?? again.failure
  const fieldOf = (name: string) => ({
    name,
    profiles,
    profileId: profileOf(name, form, chosen),
    disabled: !canImport || again.busy || creating.busyWith !== null,
    onChoose: (id: string) => setForm({ ...form, [name]: id }),
  })
  return (
    <>
      {items.length > 0 ? (
        <>
          {chosen.length > 0 ? <Heading>The tenant does not have these</Heading> : null}
          <ul aria-label="Unknown voicemail profiles">
            {items.map(({ name, rows }) => (
              <ProfileNameField
                key={name}
                {...fieldOf(name)}
                note={rowsText(rows)}
                isCreated={creating.created.has(name)}
                busy={creating.busyWith === name}
                onCreate={canImport && canWrite ? () => void creating.create(name) : undefined}
              />
            ))}
          </ul>
          {total > items.length ? (
            <p className="border-t px-4 py-2 text-sm text-muted">
              And {formatNumber(total - items.length)} more {total - items.length === 1 ? 'name' : 'names'} in fewer
              rows, to be decided on after the next check.
            </p>
          ) : null}
        </>
      ) : null}
      {chosen.length > 0 ? (
        <>
          <Heading>These stand for a profile of the tenant</Heading>
          <ul aria-label="Voicemail profiles that were chosen">
            {chosen.map(({ name, from }) => (
              <ProfileNameField key={name} {...fieldOf(name)} note={chosenTexts[from]} />
            ))}
          </ul>
        </>
      ) : null}
      <div className="flex flex-col gap-3 border-t px-4 py-3">
        {failure ? <SaveFailureNotice failure={failure} /> : null}
        {canImport ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              variant="primary"
              busy={again.busy}
              disabled={isNothing || creating.busyWith !== null}
              onClick={() => void again.check({ profiles: said })}
            >
              Check again
            </Button>
            {chosen.some(({ from }) => from === 'memory') ? <ForgetRemembered tenantId={tenantId} /> : null}
            {items.length > 0 ? (
              <p className="min-w-0 flex-1 basis-60 text-xs text-muted">
                {canWrite
                  ? 'A profile that is created gets the settings of SystemProfile, and stays when the import is undone.'
                  : 'Whoever may change voicemail can create missing profiles.'}
              </p>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  )
}

/**
 * Names of profiles that the file has and the tenant has not: each gets one of the tenant's, or is created, for all its rows at once.
 * Those that have been given one can be given another, or none.
 */
export function ProfilesPanel(props: ProfilesPanelProps) {
  const { tenantId, record } = props
  const unknown = useQuery(unknownProfilesQuery(tenantId, record.id))
  const profiles = useQuery(profilesQuery(tenantId))
  return (
    <Panel title="Voicemail profiles" padded={false} note="Names in the file that no profile of this tenant has.">
      <QueryState query={unknown} what="names of profiles">
        {(names) => (
          <QueryState query={profiles} what="profiles">
            {(list) => <Names key={record.checkedAt} {...props} names={names} profiles={list.items} />}
          </QueryState>
        )}
      </QueryState>
    </Panel>
  )
}
