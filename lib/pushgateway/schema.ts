import { z } from 'zod'

export const pushgatewayStatusSchema = z.object({
  status: z.literal('success'),
  data: z.object({ build_information: z.object({ version: z.string().min(1) }) }),
})
