import { z } from 'zod'
import { serviceIdSchema, statusWordSchema } from '@/lib/catalogue/schema'
import { sourceStateSchema } from '@/lib/sources/schema'
import { timeRangeSchema } from '@/lib/time/range-schema'
import { heardTenantIdSchema } from './schema'
import { figureKinds, historyRanges, maxHistoryTenants } from './vocabulary'

export const historyRangeSchema = z.enum(Object.keys(historyRanges) as [HistoryRange, ...HistoryRange[]])
export type HistoryRange = keyof typeof historyRanges

export const historyQuerySchema = z.object({
  /** Repeated for each tenant: a label may hold any text, commas too. */
  id: z
    .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(heardTenantIdSchema))
    .transform((ids) => [...new Set(ids)].sort())
    .pipe(z.array(z.string()).min(1, 'name at least one tenant').max(maxHistoryTenants)),
  range: historyRangeSchema.default('24h'),
})
export type HistoryQuery = z.infer<typeof historyQuerySchema>

/** A stretch of time: the worst code in it, and for how many seconds each code was seen. Nothing seen is `no-data`. */
export const historyBucketSchema = z.object({
  status: statusWordSchema,
  /** null when nothing was seen. */
  worstCode: z.number().int().nullable(),
  /** Worst first. Time that no code accounts for was not observed. */
  codes: z.array(z.object({ code: z.number().int(), seconds: z.number().nonnegative() })),
})
export type HistoryBucket = z.infer<typeof historyBucketSchema>

export const portalHistorySchema = z.object({
  range: historyRangeSchema,
  /** Unix seconds at which the first bucket begins; bucket n begins `bucketSeconds` × n later. The last one still fills. */
  startSeconds: z.number().int(),
  bucketSeconds: z.number().int().positive(),
  observedAt: z.iso.datetime(),
  /** One entry a tenant that was asked for; `buckets` is null where its region could not be asked. */
  items: z.array(z.object({ id: z.string(), buckets: z.array(historyBucketSchema).nullable() })),
  sources: z.array(sourceStateSchema),
})
export type PortalHistory = z.infer<typeof portalHistorySchema>

/** One figure of one service for one tenant. */
export const tenantFigureSchema = z.object({
  /** `<service>/<metric>`: some metrics are of several services. */
  id: z.string(),
  serviceId: serviceIdSchema,
  metric: z.string(),
  description: z.string(),
  /** `rate`: per second, over all pods. `sum`: over all pods. `p95`: 95th percentile over all pods. */
  kind: z.enum(figureKinds),
  unit: z.string(),
  /** The last point; null when there is none at the end of the range. */
  value: z.number().nullable(),
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
})
export type TenantFigure = z.infer<typeof tenantFigureSchema>

/** A gauge with a documented scale (a trunk in service, the health of a node), counted by value over pods and devices. */
export const tenantGaugeSchema = z.object({
  id: z.string(),
  serviceId: serviceIdSchema,
  metric: z.string(),
  description: z.string(),
  /** The worst of its values. */
  status: statusWordSchema,
  values: z.array(z.object({ raw: z.string(), word: z.string(), status: statusWordSchema, series: z.number().int() })),
})
export type TenantGauge = z.infer<typeof tenantGaugeSchema>

export const tenantFiguresSchema = z.object({
  id: z.string(),
  startSeconds: z.number(),
  endSeconds: z.number(),
  stepSeconds: z.number(),
  observedAt: z.iso.datetime(),
  figures: z.array(tenantFigureSchema),
  gauges: z.array(tenantGaugeSchema),
  sources: z.array(sourceStateSchema),
})
export type TenantFigures = z.infer<typeof tenantFiguresSchema>

export const figuresQuerySchema = timeRangeSchema
