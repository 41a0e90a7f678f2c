import { z } from 'zod'
import type { Permission } from '@/lib/auth/model'
import { statusWordSchema } from '@/lib/catalogue/schema'
import { hasAtMost } from '@/lib/format/characters'
import { plainNameMessage, plainNamePattern } from '@/lib/format/plain-name'
import { storableText } from '@/lib/format/storable-text'
import { liveListSchema, livePositionSchema } from '@/lib/live/schema'
import { alertCountsSchema } from '@/lib/services/schema'
import { sourceStateSchema } from '@/lib/sources/schema'
import { probeFailures, tenantSortFields } from './vocabulary'

export const tenantsWritePermission = 'tenants:write' satisfies Permission

/** In step with the constraints of table `tenants`. The id is the `instance` label of Portal_HTTP_Status. */
export const tenantIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'must be letters, digits, dots, dashes or underscores')
const nameSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .refine(hasAtMost(120), 'must have at most 120 characters')
  .regex(plainNamePattern, plainNameMessage)
const labelSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 small letters, digits or dashes')

/** Only http and https, and no credentials: the address is shown to everybody. */
export const portalUrlSchema = storableText()
  .trim()
  .max(2048)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https address' }))
  .transform((value) => new URL(value).href)
  .refine((value) => new URL(value).username === '' && new URL(value).password === '', {
    message: 'must not carry a user name or password',
  })
  // Characters outside ASCII take more room once they are encoded.
  .refine((value) => value.length <= 2048, { message: 'must have at most 2048 characters, encoded' })

/** A tenant as the database keeps it. */
export const tenantSchema = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  cloud: z.string(),
  portalUrl: z.string(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
})
export type Tenant = z.infer<typeof tenantSchema>

export const createTenantSchema = z.object({
  // The address of all tenants' history stands where an id would.
  id: tenantIdSchema.refine((id) => id !== 'history', { message: 'is a reserved word' }),
  name: nameSchema,
  region: labelSchema,
  cloud: labelSchema,
  portalUrl: portalUrlSchema,
  enabled: z.boolean().default(true),
})
export type CreateTenant = z.infer<typeof createTenantSchema>

const tenantChangeSchema = createTenantSchema
  .omit({ id: true, enabled: true })
  .extend({ enabled: z.boolean() })
  .partial()
export type TenantChange = z.infer<typeof tenantChangeSchema>

const versionSchema = z.number().int().positive().optional()

/** Only what is sent is changed. The version comes as If-Match or in the body. */
export const updateTenantSchema = tenantChangeSchema
  .extend({ version: versionSchema })
  .refine(({ version: _version, ...change }) => Object.values(change).some((value) => value !== undefined), {
    message: 'nothing to change',
  })
/** What answers a deletion: nothing. */
export const deletedTenantSchema = z.undefined()

export const tenantParamsSchema = z.object({ id: tenantIdSchema })

/** The address of a page carries what is special escaped, that of a handler does not; no id of ours holds either. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whom a question is about: a tenant of ours, or whatever a label `instance` may say (`pushgateway:9091`). */
export const heardTenantIdSchema = storableText().min(1, 'must not be empty').max(1000)
export const heardTenantParamsSchema = z.object({ id: heardTenantIdSchema.transform(unescaped) })

export const probeFailureSchema = z.enum(probeFailures)
export type ProbeFailure = z.infer<typeof probeFailureSchema>

const timestamp = z.iso.datetime().nullable()

export const tenantRowSchema = z.object({
  id: z.string(),
  /** null for a tenant that only Prometheus knows, as the next four. */
  name: z.string().nullable(),
  region: z.string(),
  cloud: z.string().nullable(),
  portalUrl: z.string().nullable(),
  enabled: z.boolean().nullable(),
  version: z.number().int().positive().nullable(),
  /** True: in the database. False: only Prometheus knows it. null: the database has not been readable yet. */
  registered: z.boolean().nullable(),
  status: statusWordSchema,
  /** The code the portal answers with now, 0 when no HTTP answer comes; null when nobody knows it now. */
  httpStatus: z.number().int().nonnegative().nullable(),
  /** What was heard last where `httpStatus` is null, for whoever asks what it was before. */
  lastHttpStatus: z.number().int().nonnegative().nullable(),
  /** One sentence: why it has this status. */
  reason: z.string(),
  failureReason: probeFailureSchema.nullable(),
  responseTimeMs: z.number().nonnegative().nullable(),
  since: timestamp,
  /** True when it began at `since` or before: nothing tells of earlier. */
  sinceAtLeast: z.boolean(),
  /**
   * Whose push brought the status: a key of the summary's `pushes`; null when nothing tells. The time itself would make a change of
   * every row out of every push.
   */
  push: z.string().nullable(),
  /** Firing alerts of the tenant; null while Prometheus never answered. */
  alerts: alertCountsSchema.nullable(),
})
export type TenantRow = z.infer<typeof tenantRowSchema>

const count = z.number().int().nonnegative()

/** Counts over all tenants; words nobody has are 0. */
export const tenantSummarySchema = z.object({
  total: count,
  byStatus: z.record(statusWordSchema, count),
  /** Tenants that Prometheus knows and the database does not. */
  unregistered: count,
  /** Clouds in use, in alphabetical order. */
  clouds: z.array(z.string()),
  /** When each of the pushes that rows name came last. */
  pushes: z.record(z.string(), z.iso.datetime()),
})
export type TenantSummary = z.infer<typeof tenantSummarySchema>

export const tenantListSchema = liveListSchema(tenantRowSchema, tenantSummarySchema)
export type TenantList = z.infer<typeof tenantListSchema>

/** One tenant, with how its sources are doing. */
export const tenantDetailSchema = z.object({
  position: livePositionSchema,
  observedAt: z.iso.datetime(),
  tenant: tenantRowSchema,
  /** When the tenant's status was pushed; null when nothing tells. */
  pushedAt: timestamp,
  sources: z.array(sourceStateSchema),
})
export type TenantDetail = z.infer<typeof tenantDetailSchema>

const list = <Option extends z.ZodType>(option: Option) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(option).max(50),
  )

/** Filters, order and page as they stand in the URL of the page and of the API. Empty means "all". */
export const tenantFilterSchema = z.object({
  /** Words that must all occur in id, name or portal address. */
  q: storableText().max(200).default(''),
  status: list(statusWordSchema).default([]),
  region: list(storableText().max(40)).default([]),
  cloud: list(storableText().max(40)).default([]),
  sort: z.enum(tenantSortFields).default('id'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
})
export type TenantFilter = z.infer<typeof tenantFilterSchema>
