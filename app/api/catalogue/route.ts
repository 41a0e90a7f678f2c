import { readCatalogue } from '@/lib/catalogue/server/read-catalogue'
import { handler } from '@/lib/http/handler'
import { revalidatedJson } from '@/lib/http/revalidated-json'

export const GET = handler({ permission: 'console:read' }, async ({ request, requestId }) =>
  revalidatedJson(request, requestId, readCatalogue()),
)
