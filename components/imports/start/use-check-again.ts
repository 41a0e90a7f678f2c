'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import { checkImportCall, unknownProfilesQuery } from '@/lib/imports/queries'
import type { ImportChoices, MailboxImport } from '@/lib/imports/schema'
import { useNoteImport } from './use-note-import'

/** Has the file checked again, with what was said of it. */
export function useCheckAgain({ tenantId, id }: Pick<MailboxImport, 'tenantId' | 'id'>) {
  const client = useQueryClient()
  const note = useNoteImport(tenantId)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  async function check(choices: ImportChoices) {
    setBusy(true)
    setFailure(null)
    try {
      note(await checkImportCall(tenantId, id, choices))
      // What the check before did not know says nothing any more.
      client.removeQueries({ queryKey: unknownProfilesQuery(tenantId, id).queryKey })
    } catch (error) {
      setFailure(describeSaveFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, check }
}
