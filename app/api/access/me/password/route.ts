import { changePasswordSchema } from '@/lib/access/schema'
import { changeOwnPassword } from '@/lib/access/server/change-own-password'
import { clientAddress } from '@/lib/auth/client-address'
import { renewSession } from '@/lib/auth/renew-session'
import { handler } from '@/lib/http/handler'

export const POST = handler(
  { permission: 'console:read', body: changePasswordSchema },
  async ({ actor, requestId, request, body }) => {
    const address = clientAddress(request.headers.get('x-forwarded-for'))
    await renewSession(await changeOwnPassword({ actor, requestId, address }, body))
    return new Response(null, { status: 204, headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } })
  },
)
