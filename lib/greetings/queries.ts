import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { uploadFile } from '@/lib/http/upload-file'
import type { GreetingType } from '@/lib/mailboxes/vocabulary'
import type { AudioPurpose, Removal } from './schema'
import type { RecordedGreetingType } from './vocabulary'

const loadGreetingListSchema = async () => (await import('./schema')).greetingListSchema
const loadMailboxRowSchema = async () => (await import('@/lib/mailboxes/schema')).mailboxRowSchema

/** Which mailbox. */
export type MailboxPlace = { tenantId: string; mailboxId: string }

const mailboxPath = ({ tenantId, mailboxId }: MailboxPlace) =>
  `/api/tenants/${encodeURIComponent(tenantId)}/mailboxes/${encodeURIComponent(mailboxId)}`
const greetingPath = (place: MailboxPlace, type: RecordedGreetingType) => `${mailboxPath(place)}/greetings/${type}`
const versionPath = (place: MailboxPlace, type: RecordedGreetingType, versionId: string) =>
  `${greetingPath(place, type)}/versions/${versionId}`

/** Begins every key of what is shown of the mailbox; its greetings are a part of it. */
export const mailboxKey = ({ tenantId, mailboxId }: MailboxPlace) => ['mailboxes', tenantId, 'one', mailboxId] as const

/** Both greetings of a mailbox. Read again now and then: others work on it, too. */
export const greetingsQuery = (place: MailboxPlace) =>
  queryOptions({
    queryKey: [...mailboxKey(place), 'greetings'] as const,
    queryFn: ({ signal }) => callApi(`${mailboxPath(place)}/greetings`, loadGreetingListSchema, { signal }),
    refetchInterval: 15_000,
  })

/** Where the audio of a version is. */
export const audioPath = (
  place: MailboxPlace,
  type: RecordedGreetingType,
  versionId: string,
  purpose: AudioPurpose,
): string => `${versionPath(place, type, versionId)}/audio?for=${purpose}`

/** Why audio cannot be had, as the console says it: a player tells only that it failed. Resolves when it can be had after all. */
export async function askForAudio(path: string): Promise<void> {
  const { z } = await import('zod')
  await callApi(path, async () => z.undefined(), { headers: { range: 'bytes=0-0' } })
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

type UploadProgress = { onProgress: (share: number) => void; signal: AbortSignal }

export const uploadGreetingCall = (
  place: MailboxPlace,
  type: RecordedGreetingType,
  version: number,
  file: File,
  progress: UploadProgress,
) =>
  uploadFile(greetingPath(place, type), file, loadGreetingListSchema, {
    ...progress,
    headers: {
      ...ifMatch(version),
      'content-type': 'application/octet-stream',
      // Half a character, which some file systems allow, cannot be encoded.
      'x-file-name': encodeURIComponent(file.name.replace(/[\ud800-\udfff]/gu, '')),
    },
  })

export const removeGreetingCall = (
  place: MailboxPlace,
  type: RecordedGreetingType,
  version: number,
  whenActive: Removal['whenActive'],
) =>
  callApi(`${greetingPath(place, type)}?whenActive=${whenActive}`, loadGreetingListSchema, {
    method: 'DELETE',
    headers: ifMatch(version),
  })

export const restoreGreetingCall = (
  place: MailboxPlace,
  type: RecordedGreetingType,
  version: number,
  versionId: string,
) =>
  callApi(`${versionPath(place, type, versionId)}/restore`, loadGreetingListSchema, {
    method: 'POST',
    headers: ifMatch(version),
  })

/** Makes a greeting the one that callers hear; null: the one that the mailbox inherits. `version` is the mailbox's. */
export const activateGreetingCall = (place: MailboxPlace, version: number, activeGreetingType: GreetingType | null) =>
  callApi(mailboxPath(place), loadMailboxRowSchema, {
    method: 'PATCH',
    body: { activeGreetingType },
    headers: ifMatch(version),
  })
