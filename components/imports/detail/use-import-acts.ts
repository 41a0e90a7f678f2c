'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeSaveFailure, type SaveFailure } from '@/components/forms/save-failure'
import {
  cancelImportCall,
  checkImportCall,
  confirmImportCall,
  importQuery,
  importsQuery,
  pauseImportCall,
  resumeImportCall,
  undoImportCall,
} from '@/lib/imports/queries'
import type { ConfirmImport, MailboxImport, UndoImport } from '@/lib/imports/schema'

/** What can be done with an import. A refusal stays in sight until the next try, and the import is read again. */
export function useImportActs(tenantId: string, id: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<SaveFailure | null>(null)

  /** False when it was refused. */
  async function run(call: () => Promise<MailboxImport>): Promise<boolean> {
    const { queryKey } = importQuery(tenantId, id)
    setBusy(true)
    setFailure(null)
    try {
      // An answer on its way is older than what this call brings.
      await client.cancelQueries({ queryKey, exact: true })
      client.setQueryData(queryKey, await call())
      void client.invalidateQueries({ queryKey: importsQuery(tenantId).queryKey })
      return true
    } catch (error) {
      setFailure(describeSaveFailure(error))
      await client.invalidateQueries({ queryKey, exact: true })
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    failure,
    forgetFailure: () => setFailure(null),
    confirm: (asked: ConfirmImport) => run(() => confirmImportCall(tenantId, id, asked)),
    pause: () => run(() => pauseImportCall(tenantId, id)),
    resume: () => run(() => resumeImportCall(tenantId, id)),
    cancel: (keep: boolean) => run(() => cancelImportCall(tenantId, id, keep)),
    checkAgain: () => run(() => checkImportCall(tenantId, id, {})),
    undo: (asked: UndoImport) => run(() => undoImportCall(tenantId, id, asked)),
  }
}

export type ImportActs = ReturnType<typeof useImportActs>
