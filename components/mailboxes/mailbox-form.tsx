'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FieldValue } from '@/components/forms/compare-versions'
import { EntityFormNotices } from '@/components/forms/entity-form-notices'
import { LeaveGuard } from '@/components/forms/leave-guard'
import { SaveBar } from '@/components/forms/save-bar'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { useToast } from '@/components/ui/toast'
import { mailboxesKey, mailboxQuery, updateMailboxCall } from '@/lib/mailboxes/queries'
import type { MailboxDetail, MailboxRow } from '@/lib/mailboxes/schema'
import { mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import {
  changeOf,
  type MailboxFormValues,
  type MailboxOutput,
  mailboxDraftKey,
  mailboxFormSchema,
  toFormValues,
} from './mailbox-form-schema'
import { MailboxIdentityFields } from './mailbox-identity-fields'
import { fieldText, mailboxFieldLabels, mailboxPath } from './mailbox-words'
import { SettingField } from './setting-field'

/** Saves what differs from what the form was opened on, and reads the mailbox anew after a conflict. */
function useMailboxForm(mailbox: MailboxDetail) {
  const client = useQueryClient()
  const toast = useToast()
  const { tenantId, id } = mailbox
  const reread = () => client.fetchQuery({ ...mailboxQuery(tenantId, id), staleTime: 0 })
  const entity = useEntityForm<MailboxFormValues, MailboxOutput, MailboxRow>({
    draftKey: mailboxDraftKey(id),
    schema: mailboxFormSchema(mailbox),
    initial: toFormValues(mailbox),
    version: mailbox.version,
    save: async (output, version, base) => {
      const change = changeOf(output, base)
      // Spaces around a name are no change to send.
      if (version === null || Object.keys(change).length === 0) return reread()
      return updateMailboxCall(tenantId, id, version, change)
    },
    reread: async () => {
      void client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
      const current = await reread()
      return { values: toFormValues(current), version: current.version }
    },
    savedAs: (saved) => ({ draftKey: mailboxDraftKey(id), values: toFormValues(saved), version: saved.version }),
    onSaved: (saved) => {
      client.setQueryData(mailboxQuery(tenantId, id).queryKey, (before) => before && { ...before, ...saved })
      toast({ tone: 'done', title: `Saved mailbox ${saved.number}` })
      void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
    },
  })
  return entity
}

/** The General Info tab to change: everything on the page itself, saved in one go. */
export function MailboxForm({ mailbox }: { mailbox: MailboxDetail }) {
  const profiles = useQuery(profilesQuery(mailbox.tenantId)).data?.items ?? null
  const entity = useMailboxForm(mailbox)
  const { form, conflict, isDirty, reopen } = entity
  const isBehind = entity.version !== null && entity.version < mailbox.version
  const mayFollow = isBehind && !isDirty && conflict === null && !entity.busy

  // What others save appears by itself as long as nothing typed would be lost.
  useEffect(() => {
    if (mayFollow) reopen({ values: toFormValues(mailbox), version: mailbox.version })
  }, [mayFollow, reopen, mailbox])

  const names = profiles && new Map(profiles.map(({ id, name }) => [id, name]))
  const format = (value: FieldValue, name: string) => fieldText(name, value, names)
  const greetingsHref = `${mailboxPath(mailbox.tenantId, mailbox.id)}?tab=greetings`
  return (
    <form
      noValidate
      aria-label={`Mailbox ${mailbox.number}`}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        entity.submit()
      }}
    >
      {isBehind && isDirty && !conflict ? <Behind mailbox={mailbox} /> : null}
      <EntityFormNotices entity={entity} labels={mailboxFieldLabels} format={format}>
        <Panel title="Mailbox">
          <MailboxIdentityFields form={form} />
        </Panel>
        <Panel title="Settings">
          {mailboxSettings.map((setting) => (
            <SettingField key={setting} {...{ form, setting, profiles, greetingsHref }} basis={mailbox} />
          ))}
        </Panel>
      </EntityFormNotices>
      {/* Enter in a field saves, as in any form. */}
      <button type="submit" hidden disabled={!isDirty || conflict !== null} />
      <SaveBar
        changes={Object.keys(form.formState.dirtyFields).length}
        busy={entity.busy}
        waitsFor={conflict ? 'Decide what to merge first' : null}
        onSave={entity.submit}
        onDiscard={entity.discard}
      />
      <LeaveGuard active={isDirty} />
    </form>
  )
}

function Behind({ mailbox }: { mailbox: MailboxDetail }) {
  return (
    <Notice tone="info" title={`${mailbox.lastChange?.actorName ?? 'Somebody'} changed this mailbox meanwhile`}>
      <p>Nothing of yours is lost. Saving shows what changed on both sides, so that you can merge it.</p>
    </Notice>
  )
}
