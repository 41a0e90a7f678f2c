import 'server-only'
import { versionConflict } from '@/lib/db/errors'
import type { Mailbox as MailboxRecord, VoicemailProfile, VoicemailSystem } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { noTenant } from '@/lib/tenants/no-tenant'
import { effectiveSettings } from '../effective-settings'
import { type InheritedValues, type Mailbox, type MailboxRow, mailboxSchema } from '../schema'
import { systemDefaults } from '../vocabulary'

/** A row as the API shows it. Throws when the table holds what its constraints forbid. */
export function toMailbox(record: MailboxRecord): Mailbox {
  return mailboxSchema.parse({
    ...record,
    deletedAt: record.deletedAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  })
}

/** What a tenant's mailboxes inherit from. */
export type Inheritance = {
  profiles: ReadonlyMap<string, VoicemailProfile>
  systemProfile: VoicemailProfile
  system: VoicemailSystem
}

/** Reads it in two queries. Throws `not-found` for an unknown tenant: each tenant has both. */
export async function readInheritance(
  client: Pick<Transaction, 'voicemailProfile' | 'voicemailSystem'>,
  tenantId: string,
): Promise<Inheritance> {
  const [profiles, system] = await Promise.all([
    client.voicemailProfile.findMany({ where: { tenantId } }),
    client.voicemailSystem.findUnique({ where: { tenantId } }),
  ])
  const systemProfile = profiles.find((profile) => profile.builtIn)
  if (!systemProfile || !system) throw noTenant(tenantId)
  return { profiles: new Map(profiles.map((profile) => [profile.id, profile])), systemProfile, system }
}

/** The inherited values that a list is filtered by. */
export function inheritedValues({ systemProfile, system }: Inheritance): InheritedValues {
  return {
    profileId: systemProfile.id,
    activeGreetingType: systemDefaults.activeGreetingType,
    locale: system.locale,
    timeZone: system.timeZone,
  }
}

export function toMailboxRow(record: MailboxRecord, { profiles, systemProfile, system }: Inheritance): MailboxRow {
  const mailbox = toMailbox(record)
  // The foreign key keeps the profile there; one added after the profiles were read is the only way to miss it.
  const profile = (mailbox.profileId ? profiles.get(mailbox.profileId) : undefined) ?? systemProfile
  return {
    ...mailbox,
    profileName: profile.name,
    effective: effectiveSettings(mailbox, profile, systemProfile, system),
  }
}

/** What the audit log keeps of a mailbox: the profile by name, as people will read it long after. */
export function auditedMailbox(record: MailboxRecord, { profiles }: Pick<Inheritance, 'profiles'>) {
  const {
    id: _id,
    tenantId: _tenant,
    createdAt: _created,
    updatedAt: _updated,
    version: _version,
    profileId,
    ...kept
  } = record
  return { ...kept, profile: profileId ? (profiles.get(profileId)?.name ?? profileId) : null }
}

export function noMailbox(): AppError {
  return new AppError('not-found', 'There is no such mailbox.', {
    action: 'Somebody may have deleted it: look among the deleted ones.',
  })
}

/** The mailbox at `version`, its row locked until the transaction ends. Throws `not-found`, or `conflict` when it has moved on. */
export async function lockMailbox(
  tx: Transaction,
  tenantId: string,
  id: string,
  version: number,
): Promise<MailboxRecord> {
  await tx.$queryRaw`SELECT id FROM mailboxes WHERE id = ${id}::uuid FOR UPDATE`
  const record = await tx.mailbox.findUnique({ where: { id } })
  if (!record || record.tenantId !== tenantId) throw noMailbox()
  if (record.version !== version) throw versionConflict(`mailbox ${record.number}`)
  return record
}

/** Throws `invalid-input` for a profile that the tenant does not have (any more). */
export function requireProfile(
  profileId: string | null | undefined,
  { profiles }: Pick<Inheritance, 'profiles'>,
): void {
  if (!profileId || profiles.has(profileId)) return
  const message = 'is no profile of this tenant; somebody may have deleted it'
  throw new AppError('invalid-input', `profileId: ${message}`, { fields: [{ path: 'profileId', message }] })
}
