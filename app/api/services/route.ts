import { handler } from '@/lib/http/handler'
import { listServices } from '@/lib/services/server/list-services'

export const GET = handler({ permission: 'console:read' }, async () => listServices())
