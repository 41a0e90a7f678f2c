import { liveListSchema } from '@/lib/live/schema'
import { sourceDetailSchema, sourceSummarySchema } from './schema'

// Not in schema.ts, which the schema of live lists is itself made of.
export const sourceListSchema = liveListSchema(sourceDetailSchema, sourceSummarySchema)
