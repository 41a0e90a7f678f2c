import { changePasswordSchema } from '@/lib/access/schema'
import { changeOwnPassword } from '@/lib/access/server/change-own-password'
import { renewSession } from '@/lib/auth/renew-session'
import { requestAddress } from '@/lib/auth/request-address'
import { handler } from '@/lib/http/handler'

export const POST = handler(
  { permission: 'console:read', body: changePasswordSchema },
  async ({ actor, requestId, request, body }) => {
    const address = requestAddress((name) => request.headers.get(name))
    await renewSession(await changeOwnPassword({ actor, requestId, address }, body))
    return new Response(null, { status: 204, headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } })
  },
)
