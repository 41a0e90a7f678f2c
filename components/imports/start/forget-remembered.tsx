'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toast'
import { formatNumber } from '@/lib/format/number'
import { forgetMappingsCall } from '@/lib/imports/queries'

/** The way to be asked again about headers and names of profiles that people once gave their word on. */
export function ForgetRemembered({ tenantId }: { tenantId: string }) {
  const toast = useToast()
  const [asks, setAsks] = useState(false)
  async function forget() {
    const { forgotten } = await forgetMappingsCall(tenantId)
    const words = `${formatNumber(forgotten)} ${forgotten === 1 ? 'word is' : 'words are'} forgotten`
    toast({ tone: 'done', title: words, text: 'A file that was checked already stays as it was read.' })
  }
  return (
    <>
      <Button variant="quiet" onClick={() => setAsks(true)}>
        Forget what was remembered
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Forget what was remembered?"
        touches={`All that people said of columns and names of profiles in files of ${tenantId} is forgotten: later files ask again. This file stays as it was read until it is checked again.`}
        confirmLabel="Forget it"
        destructive
        onConfirm={forget}
      />
    </>
  )
}
