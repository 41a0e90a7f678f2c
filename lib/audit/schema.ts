import { z } from 'zod'
import type { permissions } from '@/lib/auth/model'
import { storableText } from '@/lib/format/storable-text'
import { auditActions, auditEntityTypes } from './vocabulary'

/** As PostgreSQL counts years there is none before 1, and an offset must not lead there either. */
const momentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getUTCFullYear() >= 1, 'must be a moment of our era')

export const auditActionSchema = z.enum(auditActions)
export type AuditAction = z.infer<typeof auditActionSchema>

export const auditEntityTypeSchema = z.enum(auditEntityTypes)
export type AuditEntityType = z.infer<typeof auditEntityTypeSchema>

/** The permission that reading the log needs. */
export const auditPermission = 'audit:read' satisfies (typeof permissions)[number]

export const auditEntrySchema = z.object({
  /** Grows with each entry; text, because it may outgrow what JSON numbers hold. */
  id: z.string(),
  at: z.iso.datetime(),
  actorKind: z.enum(['user', 'system']),
  actorId: z.string().nullable(),
  actorName: z.string(),
  /** One of `auditActions`, or a word of a later version. */
  action: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  tenantId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  ip: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** Newest first. `nextCursor` is null on the last page, so null on the first says that the list is whole. */
export const auditPageSchema = z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() })
export type AuditPage = z.infer<typeof auditPageSchema>

export const auditFilterSchema = z.object({
  action: storableText().max(80).default(''),
  entityType: storableText().max(40).default(''),
  entityId: storableText().max(254).default(''),
  tenantId: storableText().max(63).default(''),
  /** Of a request, or of the import or bulk edit that made the entries. */
  requestId: storableText().max(128).default(''),
  /** Part of the actor's name, without regard to case. */
  actor: storableText().max(120).default(''),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
})
export type AuditFilter = z.infer<typeof auditFilterSchema>

export const auditQuerySchema = auditFilterSchema.extend({
  /** Id of the last entry of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be an entry id')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>
