import 'server-only'
import type { VoicemailSystem as SystemRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import type { VoicemailSystem } from '../system-schema'

/** A tenant's system values with how many mailboxes take each of them. */
export async function toVoicemailSystem(
  client: Pick<Transaction, '$queryRaw'>,
  record: SystemRecord,
): Promise<VoicemailSystem> {
  const [row] = await client.$queryRaw<{ output: bigint; locale: bigint; zone: bigint }[]>`
    SELECT count(*) FILTER (WHERE output_phone_number IS NULL) AS output, count(*) FILTER (WHERE locale IS NULL) AS locale,
      count(*) FILTER (WHERE time_zone IS NULL) AS zone
    FROM mailboxes WHERE tenant_id = ${record.tenantId} AND deleted_at IS NULL`
  return {
    ...record,
    updatedAt: record.updatedAt.toISOString(),
    inheriting: {
      outputPhoneNumber: Number(row?.output ?? 0),
      locale: Number(row?.locale ?? 0),
      timeZone: Number(row?.zone ?? 0),
    },
  }
}
