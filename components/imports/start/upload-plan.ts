import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'

/** Of a file, what is sent next. */
export type Part = { number: number; from: number; to: number }

type Received = Pick<MailboxImport, 'parts' | 'receivedBytes' | 'sizeBytes'>

/** Below this a smaller part breaks off no less often. */
const leastPartBytes = 256 * 1024

/** The part that comes next by what the console has; null when it has all. A line that breaks again and again gets smaller ones. */
export function nextPart({ parts, receivedBytes, sizeBytes }: Received, failures = 0): Part | null {
  if (receivedBytes >= sizeBytes) return null
  const bytes = Math.max(leastPartBytes, importLimits.partBytes / 2 ** failures)
  return { number: parts + 1, from: receivedBytes, to: Math.min(sizeBytes, receivedBytes + bytes) }
}

const longestRestMs = 15_000

/** How long to wait before another try: 1 s, 2 s, 4 s … at most 15 s. */
export function restMs(failures: number): number {
  return Math.min(longestRestMs, 1000 * 2 ** (failures - 1))
}

const nameLength = 255

/** The file's name as the console keeps it: without what no name may hold. */
export function uploadName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}]/gu, '').trim()
  return (
    clean
      .slice(-nameLength)
      .replace(/^\p{Cs}/u, '')
      .trim() || 'unnamed'
  )
}

type ChosenFile = { name: string; size: number }

/** Why an upload cannot go on with this file, before anything of it is read; null when it may. Its content is compared when it is sent. */
export function whyNotSameFile(
  { fileName, sizeBytes }: Pick<MailboxImport, 'fileName' | 'sizeBytes'>,
  file: ChosenFile,
): string | null {
  if (uploadName(file.name) !== fileName) return `This is ${file.name}; the upload is of ${fileName}.`
  if (file.size === sizeBytes) return null
  const [has, had] = [file.size, sizeBytes].map(formatNumber)
  return `This file has ${has} bytes; the one that was begun with has ${had}.`
}

export type Sample = { atMs: number; bytes: number }

const rateWindowMs = 8000
const shortestMs = 400

/** The last seconds of a transfer. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= rateWindowMs), sample]
}

/** Bytes per second over the samples; null while there are too few to tell. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.atMs - first.atMs < shortestMs) return null
  const perSecond = ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000
  return perSecond > 0 ? perSecond : null
}
