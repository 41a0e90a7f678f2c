import { z } from 'zod'
import { greetingTypeSchema, mailboxParamsSchema } from '@/lib/mailboxes/schema'
import { audioCodecs, audioFormats, greetingLimits, recordedGreetingTypes } from './vocabulary'

export const recordedGreetingTypeSchema = z.enum(recordedGreetingTypes, {
  error: `must be one of ${recordedGreetingTypes.join(', ')}`,
})

/** Audio that was uploaded, with what was found in it. */
export const greetingVersionSchema = z.object({
  id: z.uuid(),
  number: z.number().int().positive(),
  format: z.enum(audioFormats),
  codec: z.enum(audioCodecs),
  sampleRateHertz: z.number().int(),
  channels: z.number().int(),
  bitsPerSample: z.number().int().nullable(),
  durationMs: z.number().int().positive(),
  sizeBytes: z.number().int().positive(),
  sha256: z.string(),
  /** The waveform: heights of 0 to 255. */
  peaks: z.array(z.number().int().min(0).max(255)).length(greetingLimits.peaks),
  fileName: z.string(),
  uploadedByName: z.string(),
  uploadedAt: z.iso.datetime(),
  removedAt: z.iso.datetime().nullable(),
})
export type GreetingVersion = z.infer<typeof greetingVersionSchema>

export const greetingSchema = z.object({
  type: recordedGreetingTypeSchema,
  /** For If-Match: grows with every change; 0 before the first upload. */
  version: z.number().int().min(0),
  current: greetingVersionSchema.nullable(),
  /** The others, newest first. Any can be restored. */
  earlier: z.array(greetingVersionSchema),
})
export type Greeting = z.infer<typeof greetingSchema>

export const greetingListSchema = z.object({
  mailbox: z.object({
    number: z.string(),
    /** For making a greeting the active one. */
    version: z.number().int().positive(),
    activeGreetingType: greetingTypeSchema,
    deletedAt: z.iso.datetime().nullable(),
  }),
  greetings: z.array(greetingSchema).length(recordedGreetingTypes.length),
})
export type GreetingList = z.infer<typeof greetingListSchema>

export const greetingParamsSchema = mailboxParamsSchema.extend({ type: recordedGreetingTypeSchema })
export type GreetingParams = z.infer<typeof greetingParamsSchema>

export const greetingVersionParamsSchema = greetingParamsSchema.extend({ versionId: z.uuid() })

export const removalQuerySchema = z.object({
  /** What to do when callers hear this greeting now: refuse, or go back to Standard. */
  whenActive: z.enum(['refuse', 'standard']).default('refuse'),
})
export type Removal = z.infer<typeof removalQuerySchema>

export const audioQuerySchema = z.object({
  /** `playing`: as any browser plays it, A-law and µ-law as PCM. `download`: the very bytes that were uploaded. */
  for: z.enum(['playing', 'download']).default('download'),
})
export type AudioPurpose = z.infer<typeof audioQuerySchema>['for']

/**
 * Control characters, halves of characters, and those that turn the direction of text: a name must not be able to look like another. In
 * step with the constraint of `greeting_versions`.
 */
const unprintable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A name as it came with the file, percent-encoded or plain: without folders, unprintable characters, or great length. */
export function cleanFileName(given: string | null): string {
  let name = given ?? ''
  try {
    name = decodeURIComponent(name)
  } catch {
    // A name that is no percent-encoded text is taken as it stands.
  }
  const plain = (name.split(/[\\/]/).at(-1) ?? '').replace(unprintable, '').trim()
  // Where it is cut, a blank may come to stand at the end.
  return [...plain].slice(0, greetingLimits.fileNameLength).join('').trim() || 'greeting'
}
