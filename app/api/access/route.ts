import { accessPermission, createUserSchema } from '@/lib/access/schema'
import { createUser } from '@/lib/access/server/create-user'
import { listUsers } from '@/lib/access/server/list-users'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: accessPermission }, ({ actor }) => listUsers(actor))

export const POST = handler({ permission: accessPermission, body: createUserSchema }, ({ actor, requestId, body }) =>
  createUser({ actor, requestId }, body),
)
