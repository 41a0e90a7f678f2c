import { z } from 'zod'

export const pushgatewayStatusSchema = z.object({
  status: z.literal('success'),
  data: z.object({ build_information: z.object({ version: z.string().min(1) }) }),
})

/** `/api/v1/metrics` nests each metric family under its own name; only the two that the gateway adds are read. */
export const pushGroupsSchema = z.object({
  status: z.literal('success'),
  data: z
    .array(
      z.object({
        labels: z.record(z.string(), z.string()),
        last_push_successful: z.boolean().optional(),
        push_time_seconds: z.object({ metrics: z.array(z.object({ value: z.string() })) }).optional(),
      }),
    )
    .nullish(),
})

/** One group of pushed metrics. `pushedAtSeconds` (Unix) is null when the last push of the group failed before any succeeded. */
export type PushGroup = { labels: Record<string, string>; pushedAtSeconds: number | null; lastPushSuccessful: boolean }
