import { auditPermission, auditQuerySchema } from '@/lib/audit/schema'
import { listAuditEntries } from '@/lib/audit/server/list-audit-entries'
import { handler } from '@/lib/http/handler'

export const GET = handler({ permission: auditPermission, query: auditQuerySchema }, ({ actor, query }) =>
  listAuditEntries(actor, query),
)
