'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { importRowsKey, importsQuery, unknownProfilesQuery } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'
import { mailboxesKey } from '@/lib/mailboxes/queries'

/** When an import comes to another state, all that hangs on it is read again: its rows, the list of imports, the tenant's mailboxes. */
export function useFreshParts({ tenantId, id, state, checkedAt, mode }: MailboxImport): void {
  const client = useQueryClient()
  const revision = `${id} ${state} ${checkedAt}`
  const before = useRef(revision)
  useEffect(() => {
    if (before.current === revision) return
    before.current = revision
    void client.invalidateQueries({ queryKey: importRowsKey(tenantId, id) })
    void client.invalidateQueries({ queryKey: unknownProfilesQuery(tenantId, id).queryKey })
    void client.invalidateQueries({ queryKey: importsQuery(tenantId).queryKey })
    if (mode !== null) void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
  }, [client, tenantId, id, revision, mode])
}
