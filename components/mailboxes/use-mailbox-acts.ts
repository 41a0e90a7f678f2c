'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/toast'
import { deleteMailboxCall, mailboxesKey, restoreMailboxCall } from '@/lib/mailboxes/queries'
import type { Mailbox } from '@/lib/mailboxes/schema'

type Acted = Pick<Mailbox, 'tenantId' | 'id' | 'number' | 'version'>

/** Deletes and restores mailboxes, tells what was done, and has everything that shows them read again. Both throw what the call threw. */
export function useMailboxActs() {
  const client = useQueryClient()
  const toast = useToast()
  const reread = (tenantId: string) => client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })

  async function restore({ tenantId, id, version }: Acted): Promise<Mailbox> {
    const restored = await restoreMailboxCall(tenantId, id, version)
    toast({ tone: 'done', title: `Restored mailbox ${restored.number}` })
    void reread(tenantId)
    return restored
  }

  /** For where nobody waits: a refusal is told and goes no further. */
  async function undo(deleted: Acted): Promise<void> {
    try {
      await restore(deleted)
    } catch (error) {
      const text = error instanceof Error ? error.message : undefined
      toast({ tone: 'failed', title: `Mailbox ${deleted.number} is still deleted`, text })
    }
  }

  async function remove({ tenantId, id, version }: Acted): Promise<Mailbox> {
    const deleted = await deleteMailboxCall(tenantId, id, version)
    toast({
      tone: 'done',
      title: `Deleted mailbox ${deleted.number}`,
      text: 'It can be restored for 30 days.',
      action: {
        label: 'Undo',
        altText: 'Open the deleted mailbox and restore it',
        run: () => void undo(deleted),
      },
    })
    void reread(tenantId)
    return deleted
  }

  return { remove, restore, undo }
}
