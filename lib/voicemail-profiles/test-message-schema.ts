import { z } from 'zod'
import { emailBodySchema, emailFromAddressSchema, emailSubjectSchema } from './schema'

/** The notification as it stands in a form, saved or not, and who gets it. */
export const testMessageSchema = z.object({
  to: emailFromAddressSchema,
  /** null for a profile that is not saved yet. */
  profileId: z.uuid().nullable(),
  emailFromAddress: emailFromAddressSchema,
  emailSubject: emailSubjectSchema,
  emailBody: emailBodySchema,
})
export type TestMessage = z.infer<typeof testMessageSchema>

/** `response`: what the mail relay said when it took the message. */
export const sentTestMessageSchema = z.object({ to: z.string(), response: z.string() })
export type SentTestMessage = z.infer<typeof sentTestMessageSchema>
