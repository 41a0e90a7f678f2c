import { Building2 } from 'lucide-react'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { FailedState } from '@/components/query-state/failed-state'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { type VoicemailSection, voicemailPath } from '@/components/voicemail/sections'
import { voicemailTenantCookie } from '@/components/voicemail/tenant-cookie'
import { chooseVoicemailTenant } from '@/lib/dial-plan/server/choose-voicemail-tenant'
import { AppError } from '@/lib/errors'
import { tenantIdSchema } from '@/lib/tenants/schema'

type TenantChoiceProps = { section: VoicemailSection; title: string }

/** A voicemail page without a tenant: goes on to the one looked at last, or to the first. */
export async function TenantChoice({ section, title }: TenantChoiceProps) {
  const remembered = (await cookies()).get(voicemailTenantCookie)?.value
  const chosen = await chooseVoicemailTenant(remembered).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable') return error
    throw error
  })
  if (typeof chosen === 'string') redirect(voicemailPath(section, chosen))
  // Without the database nobody can tell whether it still exists; its page asks again by itself.
  const hoped = tenantIdSchema.safeParse(remembered).data
  if (chosen !== null && hoped) redirect(voicemailPath(section, hoped))
  return (
    <>
      <PageHeader title={title} />
      {chosen === null ? <NoTenants /> : <TenantsUnreadable section={section} error={chosen} />}
    </>
  )
}

function NoTenants() {
  return (
    <EmptyState
      icon={<Building2 aria-hidden />}
      title="There is no tenant yet"
      text="Mailboxes, profiles and dial plans belong to a tenant. Add the first one, then come back."
      action={
        <LinkButton href="/tenants" variant="primary">
          Go to Tenants
        </LinkButton>
      }
    />
  )
}

function TenantsUnreadable({ section, error }: { section: VoicemailSection; error: AppError }) {
  const trouble = {
    message: error.message,
    action: error.action ?? null,
    signedOut: false,
    passing: false,
    requestId: null,
  }
  return (
    <FailedState what="tenants" trouble={trouble} action={<LinkButton href={`/${section}`}>Try again</LinkButton>} />
  )
}
