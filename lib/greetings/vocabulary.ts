/** Words and limits of greetings, without zod: the browser's first load needs them and not the parser. */

/** Those that have audio of their own. Standard is played by the platform. */
export const recordedGreetingTypes = ['personal', 'extended-absence'] as const
export type RecordedGreetingType = (typeof recordedGreetingTypes)[number]

/** As the audit log names them among the fields of a mailbox. */
export const greetingAuditFields: Readonly<Record<RecordedGreetingType, string>> = {
  personal: 'personalGreeting',
  'extended-absence': 'extendedAbsenceGreeting',
}

export const audioFormats = ['wav', 'mp3'] as const
export const audioCodecs = ['pcm', 'a-law', 'mu-law', 'mp3'] as const
export type AudioCodec = (typeof audioCodecs)[number]

export const audioCodecLabels: Readonly<Record<AudioCodec, string>> = {
  pcm: 'PCM',
  'a-law': 'A-law',
  'mu-law': 'µ-law',
  mp3: 'MP3',
}

/** In step with the constraints of table `greeting_versions`. */
export const greetingLimits = {
  sizeBytes: 10 * 1024 * 1024,
  durationMs: 180_000,
  /** Encoders of MP3 put silence in front and behind and do not all say how much. */
  mp3PaddingMs: 100,
  minSampleRateHertz: 8000,
  maxSampleRateHertz: 96_000,
  peaks: 200,
  fileNameLength: 255,
  /** Versions kept of each greeting; the oldest go when more come. */
  versions: 10,
} as const

/** What callers hear of it is: nothing more is accepted, and all of it is. */
export const acceptedAudio = 'WAV (PCM, A-law or µ-law) or MP3, up to 10 MB and 3 minutes'

const megabytes = (bytes: number) => `${(Math.ceil((bytes / (1024 * 1024)) * 10) / 10).toLocaleString('en')} MB`

/** What follows "The file" when it is too large; null: larger than anybody counted. */
export function sizeSentence(sizeBytes: number | null): string {
  const limit = megabytes(greetingLimits.sizeBytes)
  return sizeBytes === null ? `is larger than ${limit}` : `has ${megabytes(sizeBytes)}; at most ${limit} is taken`
}
