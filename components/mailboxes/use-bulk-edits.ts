'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { bulkEditsQuery, cancelBulkEditCall, undoBulkEditCall } from '@/lib/mailboxes/bulk-queries'
import type { BulkEdit } from '@/lib/mailboxes/bulk-schema'
import { mailboxesKey } from '@/lib/mailboxes/queries'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'

/** The tenant's last bulk edits, and what can be done with them. When one ends, all that shows mailboxes is read again. */
export function useBulkEdits(tenantId: string) {
  const client = useQueryClient()
  const toast = useToast()
  const query = useQuery(bulkEditsQuery(tenantId))
  const edits = query.data?.items ?? []
  const running = edits.filter(({ finishedAt }) => finishedAt === null)
  const runningIds = running.map(({ id }) => id).join()
  const endedIds = query.data && edits.filter(({ finishedAt }) => finishedAt !== null).map(({ id }) => id)
  const ended = endedIds?.join()
  const before = useRef<{ tenantId: string; ids: ReadonlySet<string> } | null>(null)
  // Those that were seen running here stay in sight when they have ended, until somebody puts them away.
  const [watched, setWatched] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    const now = runningIds.split(',').filter(Boolean)
    if (now.length > 0) setWatched((ids) => (now.every((id) => ids.has(id)) ? ids : new Set([...ids, ...now])))
  }, [runningIds])

  // Also one that began and ended between two looks.
  useEffect(() => {
    if (ended === undefined) return
    const ids = new Set(ended.split(',').filter(Boolean))
    const known = before.current?.tenantId === tenantId ? before.current.ids : null
    before.current = { tenantId, ids }
    if (known === null || [...ids].every((id) => known.has(id))) return
    void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
    void client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
  }, [ended, client, tenantId])

  async function act(call: typeof cancelBulkEditCall, { id }: BulkEdit, failed: string) {
    try {
      const { id: begun } = await call(tenantId, id)
      setWatched((ids) => new Set([...ids, begun]))
      await client.invalidateQueries({ queryKey: bulkEditsQuery(tenantId).queryKey })
    } catch (error) {
      toast({ tone: 'failed', title: failed, text: error instanceof Error ? error.message : undefined })
    }
  }

  return {
    tenantId,
    query,
    edits,
    shown: edits.filter(({ id, finishedAt }) => finishedAt === null || watched.has(id)),
    watch: (id: string) => setWatched((ids) => new Set([...ids, id])),
    putAway: (id: string) => setWatched((ids) => new Set([...ids].filter((other) => other !== id))),
    cancel: (edit: BulkEdit) => act(cancelBulkEditCall, edit, 'The bulk edit was not cancelled'),
    undo: (edit: BulkEdit) => act(undoBulkEditCall, edit, 'The bulk edit was not undone'),
  }
}

export type BulkEdits = ReturnType<typeof useBulkEdits>
