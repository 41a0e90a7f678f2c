import { cookies } from 'next/headers'
import { voicemailTenantCookie } from '@/components/voicemail/tenant-cookie'
import { handler } from '@/lib/http/handler'
import { mailboxSearchQuerySchema } from '@/lib/mailboxes/schema'
import { searchMailboxes } from '@/lib/mailboxes/server/search-mailboxes'
import { tenantIdSchema } from '@/lib/tenants/schema'

/** Of the tenant that is asked for, else of the one whose voicemail was looked at last. */
export const GET = handler({ permission: 'voicemail:read', query: mailboxSearchQuerySchema }, async ({ query }) => {
  const remembered = tenantIdSchema.safeParse((await cookies()).get(voicemailTenantCookie)?.value).data
  return searchMailboxes(query.tenant ?? remembered ?? null, query.q, query.limit)
})
