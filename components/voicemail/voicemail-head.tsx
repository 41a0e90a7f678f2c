'use client'

import { type ReactNode, useEffect } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { voicemailTenantQuery } from '@/lib/dial-plan/queries'
import { type VoicemailSection, voicemailPath } from './sections'
import { rememberVoicemailTenant } from './tenant-cookie'
import { TenantPicker } from './tenant-picker'

type VoicemailHeadProps = {
  tenantId: string
  section: VoicemailSection
  title: ReactNode
  /** The page above, for one mailbox or one profile. */
  parent?: { label: string; href: string }
  description?: ReactNode
  /** Counts or states behind the tenant. */
  status?: ReactNode
  actions?: ReactNode
}

/** First block of every voicemail page: what it is, whose it is, and whether that tenant has voicemail at all. */
export function VoicemailHead({ tenantId, section, status, ...header }: VoicemailHeadProps) {
  const { data } = useServedQuery(voicemailTenantQuery(tenantId))
  const known = data !== undefined
  useEffect(() => {
    if (known) rememberVoicemailTenant(tenantId)
  }, [known, tenantId])
  return (
    <>
      <PageHeader
        {...header}
        status={
          <>
            <TenantPicker tenantId={tenantId} name={data?.name ?? null} section={section} />
            {status}
          </>
        }
      />
      {/* The dial plan's own page says it with its switch. */}
      {data?.voicemailEnabled === false && section !== 'dial-plan' ? <VoicemailOff tenantId={tenantId} /> : null}
    </>
  )
}

function VoicemailOff({ tenantId }: { tenantId: string }) {
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title="Voicemail is off for this tenant"
      action={
        <LinkButton size="sm" href={voicemailPath('dial-plan', tenantId)}>
          Open its dial plan
        </LinkButton>
      }
    >
      <p>Callers reach none of its mailboxes. What is set here is kept, and counts once voicemail is switched on.</p>
    </Notice>
  )
}
