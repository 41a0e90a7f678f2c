import { handler } from '@/lib/http/handler'
import { listSources } from '@/lib/sources/server/list-sources'

export const GET = handler({ permission: 'console:read' }, async () => listSources())
