import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { canonicalLocale } from '../locale'
import type { MailboxDetail, MailboxRow } from '../schema'
import { canonicalTimeZone } from '../time-zone'
import { type ListedSetting, listedSettings } from '../vocabulary'
import { noMailbox, readInheritance, toMailboxRow } from './repository'

const canonical: Readonly<Record<ListedSetting, (text: string) => string | null>> = {
  locale: canonicalLocale,
  timeZone: canonicalTimeZone,
}

function unknownValues({ effective }: MailboxRow): ListedSetting[] {
  return listedSettings.filter((setting) => canonical[setting](effective[setting].value) === null)
}

/** One mailbox with its effective settings and its last change, also when it is deleted. Throws `not-found`, `unavailable`. */
export async function getMailbox(tenantId: string, id: string): Promise<MailboxDetail> {
  return readDatabase(async (client) => {
    const [record, inheritance, entry] = await Promise.all([
      client.mailbox.findUnique({ where: { id } }),
      readInheritance(client, tenantId),
      client.auditEntry.findFirst({
        where: { entityType: 'mailbox', entityId: id },
        orderBy: { id: 'desc' },
        select: { at: true, actorName: true, actorKind: true },
      }),
    ])
    if (!record || record.tenantId !== tenantId) throw noMailbox()
    const row = toMailboxRow(record, inheritance)
    const lastChange = entry && {
      at: entry.at.toISOString(),
      actorName: entry.actorName,
      byConsole: entry.actorKind === 'system',
    }
    return { ...row, lastChange, unknownValues: unknownValues(row) }
  })
}
