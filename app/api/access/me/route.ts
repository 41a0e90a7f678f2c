import { ownAccountSchema } from '@/lib/access/schema'
import { handler } from '@/lib/http/handler'

/** Who is signed in. A tab asks it when it doubts that anybody is. */
export const GET = handler({ permission: 'console:read' }, async ({ actor }) => ownAccountSchema.parse(actor))
