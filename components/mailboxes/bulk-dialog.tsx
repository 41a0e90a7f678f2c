'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { clearDraft, readDraft, writeDraft } from '@/components/forms/draft'
import { draftStore } from '@/components/forms/draft-store'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { Button } from '@/components/ui/button'
import { currentInstant } from '@/components/ui/clock'
import { DialogPanel } from '@/components/ui/dialog-panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { mailboxesText } from '@/components/voicemail/mailbox-words'
import { bulkEditsQuery, bulkPreviewQuery, startBulkEditCall } from '@/lib/mailboxes/bulk-queries'
import type { BulkChange, BulkEdit, BulkSelection, BulkPreview as Preview } from '@/lib/mailboxes/bulk-schema'
import { mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import { BulkField } from './bulk-field'
import { type BulkFields, emptyBulkFields, readBulkFields } from './bulk-fields'
import { BulkPreview } from './bulk-preview'

export type BulkAct = 'edit' | 'delete' | 'restore'

export type BulkDialogProps = {
  tenantId: string
  act: BulkAct
  selection: BulkSelection
  /** null while it is not known how many. */
  count: number | null
  onClose: () => void
  onStarted: (edit: BulkEdit) => void
}

const verbs: Readonly<Record<BulkAct, string>> = { edit: 'Change', delete: 'Delete', restore: 'Restore' }

/** The fields as they were typed in this tab, until a bulk edit began with them. */
function useFields(tenantId: string) {
  const key = `bulk-edit.${tenantId}`
  const [kept] = useState(draftStore)
  const [fields, setFields] = useState<BulkFields>(
    () => (kept && readDraft(kept, key, emptyBulkFields())?.values) ?? emptyBulkFields(),
  )
  const change = (more: Partial<BulkFields>) => {
    const values = { ...fields, ...more }
    setFields(values)
    if (kept) writeDraft(kept, key, { savedAt: currentInstant(), version: null, base: emptyBulkFields(), values })
  }
  return { fields, change, clear: () => kept && clearDraft(kept, key) }
}

function Fields(props: {
  tenantId: string
  fields: BulkFields
  shows: boolean
  onChange: (more: Partial<BulkFields>) => void
}) {
  const profiles = useQuery(profilesQuery(props.tenantId))
  const { errors } = readBulkFields(props.fields)
  return (
    <div>
      {mailboxSettings.map((setting) => (
        <BulkField
          key={setting}
          setting={setting}
          fields={props.fields}
          error={props.shows ? errors[setting] : undefined}
          profiles={profiles.data?.items ?? null}
          onChange={props.onChange}
        />
      ))}
    </div>
  )
}

/** Chooses what is changed, shows what that would do, and starts it. Nothing is changed before that last step. */
export function BulkDialog({ tenantId, act, selection, count, onClose, onStarted }: BulkDialogProps) {
  const client = useQueryClient()
  const { fields, change: changeFields, clear } = useFields(tenantId)
  const [shownChange, setShownChange] = useState<BulkChange | null>(act === 'edit' ? null : { kind: act })
  const [triedToShow, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const asked = { selection, change: shownChange ?? { kind: 'delete' as const } }
  const query = useQuery({ ...bulkPreviewQuery(tenantId, asked), enabled: shownChange !== null })
  const preview = shownChange ? query.data : undefined
  useEffect(() => setFailure(query.error ? describeSaveFailure(query.error) : null), [query.error])

  function show() {
    setTried(true)
    const { change } = readBulkFields(fields)
    if (change) setShownChange(change)
  }
  function lookAgain() {
    setFailure(null)
    void query.refetch()
  }
  async function start(seen: Preview) {
    setBusy(true)
    setFailure(null)
    try {
      const { previewedAt, total } = seen
      const started = await startBulkEditCall(tenantId, { ...asked, previewedAt, previewedTotal: total })
      if (act === 'edit') clear()
      void client.invalidateQueries({ queryKey: bulkEditsQuery(tenantId).queryKey })
      onStarted(started)
    } catch (error) {
      setFailure(describeSaveFailure(error))
    } finally {
      setBusy(false)
    }
  }

  const { change: ready, errors } = readBulkFields(fields)
  const title = count === null ? `${verbs[act]} mailboxes` : `${verbs[act]} ${mailboxesText(count)}`
  const isLooking = shownChange !== null
  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      size="lg"
      description={
        isLooking
          ? 'What it would do. Nothing is changed yet.'
          : 'What is left as it is stays different from mailbox to mailbox.'
      }
      footer={
        <>
          {act === 'edit' && isLooking ? (
            <Button disabled={busy} onClick={() => setShownChange(null)}>
              Back
            </Button>
          ) : (
            <Button onClick={onClose}>Cancel</Button>
          )}
          {isLooking && failure ? <Button onClick={lookAgain}>Look again</Button> : null}
          {isLooking ? (
            <Button
              variant={act === 'delete' ? 'danger' : 'primary'}
              busy={busy}
              disabled={!preview || preview.changed === 0}
              onClick={() => preview && void start(preview)}
            >
              {preview ? `${verbs[act]} ${mailboxesText(preview.changed)}` : verbs[act]}
            </Button>
          ) : (
            <Button variant="primary" disabled={!ready && Object.keys(errors).length === 0} onClick={show}>
              Show what changes
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {failure ? <SaveFailureNotice failure={failure} signsInElsewhere /> : null}
        {isLooking ? null : <Fields tenantId={tenantId} fields={fields} shows={triedToShow} onChange={changeFields} />}
        {isLooking && query.isFetching ? <SkeletonBlock label="Counting what changes" className="h-40" /> : null}
        {preview && !query.isFetching ? <BulkPreview preview={preview} act={act} /> : null}
      </div>
    </DialogPanel>
  )
}
