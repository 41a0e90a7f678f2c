import 'server-only'
import { versionConflict } from '@/lib/db/errors'
import type { Mailbox, GreetingVersion as VersionRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { formatTrackTime } from '@/lib/format/duration'
import { greetingTypeSchema } from '@/lib/mailboxes/schema'
import { greetingTypeLabels, systemDefaults } from '@/lib/mailboxes/vocabulary'
import { type Greeting, type GreetingList, type GreetingParams, greetingListSchema } from '../schema'
import { greetingAuditFields, type RecordedGreetingType, recordedGreetingTypes } from '../vocabulary'

type Reader = Pick<Transaction, 'mailbox' | 'greeting'>

function noMailbox(): AppError {
  return new AppError('not-found', 'There is no such mailbox.', { action: 'Somebody may have deleted it for good.' })
}

export function noVersion(): AppError {
  return new AppError('not-found', 'There is no such version of the greeting.', {
    action: 'Reload to see those that are there.',
  })
}

/** The mailbox, also when it is deleted. Throws `not-found`. */
export async function readMailbox(client: Reader, { id, mailboxId }: Omit<GreetingParams, 'type'>): Promise<Mailbox> {
  const mailbox = await client.mailbox.findUnique({ where: { id: mailboxId } })
  if (!mailbox || mailbox.tenantId !== id) throw noMailbox()
  return mailbox
}

export function refuseDeleted(mailbox: Mailbox): void {
  if (!mailbox.deletedAt) return
  throw new AppError('conflict', `Mailbox ${mailbox.number} is deleted.`, { action: 'Restore it first.' })
}

export type LockedGreeting = {
  mailbox: Mailbox
  /** null: nothing was ever uploaded. */
  greeting: { version: number; current: VersionRecord | null } | null
}

/**
 * The mailbox, locked until the transaction ends, with one of its greetings at `version`. Whoever sets the active greeting locks the same row,
 * so that a greeting cannot become active while it goes. Throws `not-found`, or `conflict` when either has moved on.
 */
export async function lockGreeting(tx: Transaction, params: GreetingParams, version: number): Promise<LockedGreeting> {
  await tx.$queryRaw`SELECT id FROM mailboxes WHERE id = ${params.mailboxId}::uuid FOR UPDATE`
  const mailbox = await readMailbox(tx, params)
  refuseDeleted(mailbox)
  const greeting = await tx.greeting.findUnique({
    where: { mailboxId_type: { mailboxId: params.mailboxId, type: params.type } },
    include: { current: true },
  })
  requireVersion(params.type, greeting?.version ?? 0, version)
  return { mailbox, greeting }
}

export function requireVersion(type: RecordedGreetingType, is: number, expected: number): void {
  if (is !== expected) throw versionConflict(`the ${greetingTypeLabels[type]} greeting`)
}

/** What the audit log keeps of a greeting: in words that tell one recording from another, long after its file is gone. */
export function auditedGreeting(type: RecordedGreetingType, version: VersionRecord | null) {
  const field = greetingAuditFields[type]
  if (!version) return { [field]: null }
  const { number, fileName, format, codec, durationMs, sizeBytes, sha256 } = version
  const facts = [`version ${number}`, `${format} ${codec}`, formatTrackTime(durationMs, true), `${sizeBytes} bytes`]
  return { [field]: `${fileName} (${facts.join(', ')}, SHA-256 ${sha256})` }
}

type GreetingRecord = { type: string; version: number; currentVersionId: string | null; versions: VersionRecord[] }

function toGreeting(type: RecordedGreetingType, record: GreetingRecord | undefined): Greeting {
  const versions = (record?.versions ?? []).map(({ peaks, uploadedAt, removedAt, ...kept }) => ({
    ...kept,
    format: kept.format as Greeting['earlier'][number]['format'],
    codec: kept.codec as Greeting['earlier'][number]['codec'],
    peaks: [...peaks],
    uploadedAt: uploadedAt.toISOString(),
    removedAt: removedAt?.toISOString() ?? null,
  }))
  return {
    type,
    version: record?.version ?? 0,
    current: versions.find(({ id }) => id === record?.currentVersionId) ?? null,
    earlier: versions.filter(({ id }) => id !== record?.currentVersionId),
  }
}

/** Both greetings of a mailbox as the API shows them. Throws `not-found`. */
export async function readGreetings(client: Reader, params: Omit<GreetingParams, 'type'>): Promise<GreetingList> {
  const mailbox = await readMailbox(client, params)
  const records = await client.greeting.findMany({
    where: { mailboxId: params.mailboxId },
    include: { versions: { orderBy: { number: 'desc' } } },
  })
  const byType = new Map<string, GreetingRecord>(records.map((record) => [record.type, record]))
  return greetingListSchema.parse({
    mailbox: {
      number: mailbox.number,
      version: mailbox.version,
      activeGreetingType: greetingTypeSchema.parse(mailbox.activeGreetingType ?? systemDefaults.activeGreetingType),
      deletedAt: mailbox.deletedAt?.toISOString() ?? null,
    },
    greetings: recordedGreetingTypes.map((type) => toGreeting(type, byType.get(type))),
  })
}
