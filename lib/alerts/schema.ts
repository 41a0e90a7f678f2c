import { z } from 'zod'
import { serviceIdSchema } from '@/lib/catalogue/schema'
import { liveListSchema } from '@/lib/live/schema'
import { alertRowSeverities, alertStates, notificationStates } from './vocabulary'

export const alertRowSeveritySchema = z.enum(alertRowSeverities)
export type AlertRowSeverity = z.infer<typeof alertRowSeveritySchema>

export const alertStateSchema = z.enum(alertStates)
export type AlertState = z.infer<typeof alertStateSchema>

export const notificationSchema = z.object({
  state: z.enum(notificationStates),
  silencedBy: z.array(z.string()),
  inhibitedBy: z.array(z.string()),
  receivers: z.array(z.string()),
  startsAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
})
export type Notification = z.infer<typeof notificationSchema>

export const alertRowSchema = z.object({
  id: z.string(),
  region: z.string(),
  name: z.string(),
  /** The catalogue's id when the rule carries one (label `alert_id`). */
  alertId: z.string().nullable(),
  severity: alertRowSeveritySchema,
  severityPrinted: z.string().nullable(),
  state: alertStateSchema,
  service: serviceIdSchema.nullable(),
  /** The label `service` as the rule carries it, also when it names none of ours. */
  serviceLabel: z.string().nullable(),
  tenant: z.string().nullable(),
  pod: z.string().nullable(),
  summary: z.string().nullable(),
  description: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  /** Since when its condition holds; null when only Alertmanager knows it. */
  activeAt: z.iso.datetime().nullable(),
  /** Value of the rule's expression as Prometheus prints it (`NaN` and `+Inf` stay words); null when unknown. */
  value: z.string().nullable(),
  expression: z.string().nullable(),
  forSeconds: z.number().nonnegative().nullable(),
  notification: notificationSchema,
})
export type AlertRow = z.infer<typeof alertRowSchema>

export const alertSummarySchema = z.object({
  critical: z.number().int().nonnegative(),
  warning: z.number().int().nonnegative(),
  info: z.number().int().nonnegative(),
  unknownSeverity: z.number().int().nonnegative(),
  pending: z.number().int().nonnegative(),
  suppressed: z.number().int().nonnegative(),
  /** Firing for over a minute although Alertmanager answers and does not have them: nobody is being told. */
  notReceived: z.number().int().nonnegative(),
})
export type AlertSummary = z.infer<typeof alertSummarySchema>

export const alertListSchema = liveListSchema(alertRowSchema, alertSummarySchema)
export type AlertList = z.infer<typeof alertListSchema>

const list = <Option extends z.ZodType>(option: Option) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(option).max(50),
  )

/** Filters as they stand in the URL of the page and of the API. Empty means "all". */
export const alertFilterSchema = z.object({
  severity: list(alertRowSeveritySchema).default([]),
  state: list(alertStateSchema).default([]),
  service: list(z.string().max(80)).default([]),
  tenant: z.string().max(120).default(''),
  region: list(z.string().max(40)).default([]),
  text: z.string().max(200).default(''),
  /** One row by its id. */
  id: z.string().max(200).default(''),
})
export type AlertFilter = z.infer<typeof alertFilterSchema>
