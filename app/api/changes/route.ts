import { listChanges } from '@/lib/changes/server/list-changes'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: 'console:read' }, async () => listChanges())
