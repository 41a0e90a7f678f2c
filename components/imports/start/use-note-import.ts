'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { importQuery, importsKey } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'

/** Puts what the console answered in place of what was known of an import; the list is read anew. */
export function useNoteImport(tenantId: string): (record: MailboxImport) => void {
  const client = useQueryClient()
  return useCallback(
    (record) => {
      client.setQueryData(importQuery(tenantId, record.id).queryKey, record)
      void client.invalidateQueries({ queryKey: [...importsKey(tenantId), 'list'] })
    },
    [client, tenantId],
  )
}
