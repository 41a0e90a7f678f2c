import { z } from 'zod'

/**
 * A field of a form under the server's schema. What is stored is taken as it is: a time zone that was abolished must not keep anybody
 * from changing another field beside it.
 */
export function storedOr<Output>(stored: Output | null, schema: z.ZodType<Output>): z.ZodType<Output, string> {
  return z.string().transform((text, context): Output => {
    if (stored !== null && text === String(stored)) return stored
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}
