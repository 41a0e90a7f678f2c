'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useWatch } from 'react-hook-form'
import { EntityFormNotices } from '@/components/forms/entity-form-notices'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { EffectNotice } from '@/components/voicemail/effect-notice'
import { createProfileCall, profileQuery, profileReachQuery, updateProfileCall } from '@/lib/voicemail-profiles/queries'
import {
  builtInProfileFormSchema,
  type CreateProfile,
  type ProfileFormValues,
  profileFormSchema,
  type VoicemailProfile,
} from '@/lib/voicemail-profiles/schema'
import { profileLabels } from '@/lib/voicemail-profiles/vocabulary'
import { PreviewPanel, type TestSender } from './preview-panel'
import { ProfileFields } from './profile-fields'
import {
  formatProfileField,
  newProfileFormValues,
  profileEffect,
  toCreateProfile,
  toProfileFormValues,
} from './profile-form-values'

type ProfileFormProps = {
  tenantId: string
  /** The profile to change; null for a new one. */
  profile: VoicemailProfile | null
  /** Whose options a new one starts with. */
  copied?: VoicemailProfile | null
  sender: TestSender
  /** `typedOn`: more was typed than is saved, and waits on the page of what was saved. */
  onSaved: (saved: VoicemailProfile, typedOn: boolean) => void
}

const formOf = (profile: VoicemailProfile) => ({
  values: toProfileFormValues(toCreateProfile(profile)),
  version: profile.version,
})

/** The form over one profile, and how it is saved. What is deleted meanwhile can be saved as a new one. */
function useProfileForm({ tenantId, profile, copied = null, onSaved }: ProfileFormProps) {
  const client = useQueryClient()
  const asNew = useRef(profile === null)
  const draftKey = (id: string) => `voicemail-profile.${tenantId}.${id}`
  const entity = useEntityForm<ProfileFormValues, CreateProfile, VoicemailProfile>({
    draftKey: draftKey(profile?.id ?? `new.${copied?.id ?? ''}`),
    schema: profile?.builtIn ? builtInProfileFormSchema : profileFormSchema,
    initial: profile ? formOf(profile).values : newProfileFormValues(copied),
    version: profile?.version ?? null,
    save: (values, version) => {
      if (asNew.current || profile === null || version === null) return createProfileCall(tenantId, values)
      const { name, ...options } = values
      return updateProfileCall(tenantId, profile.id, version, profile.builtIn ? options : { name, ...options })
    },
    reread: profile
      ? async () => {
          return formOf(await client.fetchQuery({ ...profileQuery(tenantId, profile.id), staleTime: 0 }))
        }
      : undefined,
    savedAs: (saved) => ({ draftKey: draftKey(saved.id), ...formOf(saved) }),
    onSaved,
  })
  function saveAsNew() {
    asNew.current = true
    entity.submit()
  }
  return { entity, saveAsNew }
}

/** Every option of a profile with the message as it will look, and whom saving reaches. */
export function ProfileForm(props: ProfileFormProps) {
  const { tenantId, profile, sender } = props
  const { entity, saveAsNew } = useProfileForm(props)
  const { form, reopen } = entity
  const isBehind = profile !== null && entity.version !== null && entity.version < profile.version
  const mayFollow = isBehind && !entity.isDirty && entity.conflict === null && !entity.busy

  // What others save appears by itself as long as nothing typed would be lost.
  useEffect(() => {
    if (mayFollow) reopen(formOf(profile))
  }, [mayFollow, reopen, profile])

  const opened = form.formState.defaultValues as ProfileFormValues
  const typed = { ...opened, ...useWatch({ control: form.control }) }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <form
        noValidate
        aria-label={profile ? `Profile ${profile.name}` : 'New profile'}
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          entity.submit()
        }}
      >
        <EntityFormNotices entity={entity} labels={profileLabels} format={formatProfileField}>
          {entity.failure?.kind === 'gone' ? <Gone busy={entity.busy} onSaveAsNew={saveAsNew} /> : null}
          <ProfileFields form={form} builtIn={profile?.builtIn ?? false} />
        </EntityFormNotices>
        {profile ? <Effect tenantId={tenantId} profileId={profile.id} before={opened} typed={typed} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" busy={entity.busy} disabled={entity.conflict !== null}>
            {profile ? 'Save changes' : 'Add profile'}
          </Button>
          {entity.isDirty ? <Button onClick={entity.discard}>Discard changes</Button> : null}
        </div>
      </form>
      <PreviewPanel tenantId={tenantId} profileId={profile?.id ?? null} message={typed} sender={sender} />
    </div>
  )
}

function Gone({ busy, onSaveAsNew }: { busy: boolean; onSaveAsNew: () => void }) {
  return (
    <Notice
      tone="info"
      title="What you typed can become a profile of its own"
      action={
        <Button size="sm" busy={busy} onClick={onSaveAsNew}>
          Save it as a new profile
        </Button>
      }
    >
      <p>The mailboxes of the deleted one have another profile by now and keep it.</p>
    </Notice>
  )
}

type EffectProps = { tenantId: string; profileId: string; before: ProfileFormValues; typed: ProfileFormValues }

/** Counted anew every few seconds while something is changed: others work on the same mailboxes. */
function Effect({ tenantId, profileId, before, typed }: EffectProps) {
  const changed = profileEffect(before, typed, null).length > 0
  const reach = useQuery({ ...profileReachQuery(tenantId, profileId), enabled: changed, refetchInterval: 10_000 })
  return (
    <EffectNotice
      changes={profileEffect(before, typed, reach.data ?? null)}
      nothing="Nothing is changed yet. Before you save, this says for how many mailboxes."
      failure={reach.error ? `How many mailboxes that reaches is not known now: ${reach.error.message}` : null}
    />
  )
}
