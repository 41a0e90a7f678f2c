'use client'

import { ChevronsUpDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { usePreload } from '@/components/ui/use-preload'
import type { VoicemailSection } from './sections'

const loadList = () => import('./tenant-picker-list').then((module) => module.TenantPickerList)
const TenantPickerList = dynamic(loadList, {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading the tenants" className="h-40" />,
})

type TenantPickerProps = {
  tenantId: string
  /** null while it is not known. */
  name: string | null
  section: VoicemailSection
}

/** Whose voicemail this page is about, and the way to another tenant's page of the same section. */
export function TenantPicker({ tenantId, name, section }: TenantPickerProps) {
  usePreload(loadList)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Choose a tenant"
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button className="max-w-full min-w-0">
          <span className="sr-only">Tenant </span>
          <span className="min-w-0 truncate">{name ?? tenantId}</span>
          {name ? <span className="mono shrink-0 text-xs text-muted">{tenantId}</span> : null}
          <span className="sr-only">, choose another</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </Button>
      }
    >
      <TenantPickerList tenantId={tenantId} section={section} onChosen={() => setOpen(false)} />
    </Popover>
  )
}
