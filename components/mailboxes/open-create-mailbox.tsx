'use client'

import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { usePreload } from '@/components/ui/use-preload'
import { useCreateMailbox } from './use-create-mailbox'

// With the form's own code, which no page needs before somebody acts.
const loadDialog = () => import('./create-mailbox-dialog').then((module) => module.CreateMailboxDialog)
const CreateMailboxDialog = dynamic(loadDialog, { ssr: false })

/** The button that adds a mailbox to a tenant, and its dialog. For whoever may write only. */
export function OpenCreateMailbox({ tenantId }: { tenantId: string }) {
  usePreload(loadDialog)
  const { isOpen, open, close } = useCreateMailbox()
  return (
    <>
      <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={open}>
        Add mailbox
      </Button>
      {isOpen ? <CreateMailboxDialog tenantId={tenantId} onClose={close} /> : null}
    </>
  )
}
