import { AppError } from '@/lib/errors'
import { formatTrackTime } from '@/lib/format/duration'
import { acceptedAudio, greetingLimits, sizeSentence } from '../vocabulary'

export const refusalReasons = [
  'empty',
  'too-large',
  'too-long',
  'codec',
  'not-audio',
  'no-audio',
  'truncated',
  'damaged',
  'more-than-audio',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/**
 * Refuses a file. `sentence` says what is wrong with it, in words that follow "The file"; the reason is also the field issue's message
 * in the API, after the name of the field.
 */
export function refuse(reason: RefusalReason, sentence: string, action = `Upload ${acceptedAudio}.`): AppError {
  const message = `The file ${sentence}.`
  const code = reason === 'too-large' ? 'payload-too-large' : 'invalid-input'
  return new AppError(code, message, { action, fields: [{ path: 'file', message: `${reason}: ${sentence}` }] })
}

export function refuseSize(sizeBytes: number | null): AppError {
  return refuse('too-large', sizeSentence(sizeBytes), 'Shorten the recording, or save it as A-law, µ-law or MP3.')
}

export function refuseDuration(durationMs: number): AppError {
  const sentence = `is ${formatTrackTime(durationMs, true)} long; at most ${formatTrackTime(greetingLimits.durationMs)} is taken`
  return refuse('too-long', sentence, 'Shorten the recording.')
}

export const refuseCodec = (found: string): AppError => refuse('codec', `holds ${found}, which is not taken`)

/** Where a file ends too early, and what is missing there. */
export const refuseTruncated = (what: string): AppError =>
  refuse('truncated', `is cut off: ${what}`, 'It was probably not copied whole. Save it again and upload that.')

export const refuseDamaged = (what: string): AppError =>
  refuse('damaged', `is damaged: ${what}`, 'Open it in an audio editor and save it anew.')

export const refuseMore = (what: string): AppError =>
  refuse('more-than-audio', `is more than audio: ${what}`, 'Open it in an audio editor and save it anew.')
