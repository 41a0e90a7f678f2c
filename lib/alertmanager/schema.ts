import { z } from 'zod'

const labelsSchema = z.record(z.string(), z.string())

/** One alert as API v2 gives it. `mutedBy` exists since Alertmanager 0.28. */
export const gettableAlertSchema = z.object({
  fingerprint: z.string().min(1),
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  generatorURL: z.string().optional(),
  receivers: z.array(z.object({ name: z.string() })).default([]),
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
    mutedBy: z.array(z.string()).default([]),
  }),
})
export type GettableAlert = z.infer<typeof gettableAlertSchema>

export const statusSchema = z.object({
  cluster: z.object({
    status: z.string(),
    peers: z.array(z.object({ name: z.string(), address: z.string() })).nullish(),
  }),
  versionInfo: z.object({ version: z.string().min(1) }),
  uptime: z.string(),
})
export type AlertmanagerStatus = z.infer<typeof statusSchema>
