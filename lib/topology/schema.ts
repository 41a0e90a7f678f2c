import { z } from 'zod'
import { connectionSchema, serviceIdSchema, statusWordSchema } from '@/lib/catalogue/schema'

/**
 * Whose word the state of a connection is: a gauge of one of its ends, the status of the service at the other end, or
 * nobody's.
 */
export const connectionSources = ['gauge', 'peer', 'none'] as const

/** One connection of the platform and what is measured of it. */
export const connectionStateSchema = z.object({
  /** The documented number as text, or the gauge's name for a dependency that the connections table leaves out. */
  id: z.string(),
  source: z.string(),
  destination: z.string(),
  sourceService: serviceIdSchema.nullable(),
  destinationService: serviceIdSchema.nullable(),
  /** null for a dependency that has a gauge but no row in the documented table. */
  documented: connectionSchema.nullable(),
  /** As the document writes them; null where it has no row. */
  ports: z.string().nullable(),
  /** null: not measured. */
  status: statusWordSchema.nullable(),
  from: z.enum(connectionSources),
  /** What was measured, in words. */
  text: z.string(),
  /** The gauges that say so. */
  metrics: z.array(z.string()),
})
export type ConnectionState = z.infer<typeof connectionStateSchema>
