'use client'

import type { ReactNode } from 'react'
import type { ChangedField, FieldValue, Side } from './compare-versions'
import { ConflictPanel } from './conflict-panel'
import { DraftNotice } from './draft-notice'
import type { SaveFailure } from './save-failure'
import { SaveFailureNotice } from './save-failure-notice'

/** What a form shows of `useEntityForm` beside its fields. */
export type EntityFormState = {
  failure: SaveFailure | null
  restoredAt: string | null
  conflict: readonly ChangedField[] | null
  discard: () => void
  merge: (changed: readonly ChangedField[], chosen: Readonly<Record<string, Side>>) => void
}

type EntityFormNoticesProps = {
  entity: EntityFormState
  labels: Readonly<Record<string, string>>
  format: (value: FieldValue, name: string) => string
  /** The fields; hidden while a conflict waits to be decided. */
  children: ReactNode
}

/** Why a save failed, what was restored, or what to decide after a conflict: above the fields, or in their place. */
export function EntityFormNotices({ entity, labels, format, children }: EntityFormNoticesProps) {
  const { failure, restoredAt, conflict } = entity
  return (
    <>
      {failure ? <SaveFailureNotice failure={failure} /> : null}
      {restoredAt && !failure && !conflict ? <DraftNotice savedAt={restoredAt} onDiscard={entity.discard} /> : null}
      {conflict ? (
        <ConflictPanel
          changed={conflict}
          labels={labels}
          format={format}
          onMerge={(chosen) => entity.merge(conflict, chosen)}
        />
      ) : (
        children
      )}
    </>
  )
}
