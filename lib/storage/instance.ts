import 'server-only'
import { envPart } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { type StorageSettings, storageSettings, storageVariables } from '@/lib/env/storage'
import { AppError } from '@/lib/errors'
import type { Storage } from './storage'

/** Opens the storage of these settings. The vendors' SDKs are loaded only when they are chosen: each costs tens of megabytes. */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
  switch (settings.kind) {
    case 'FileSystem':
      return (await import('./file-system')).createFileSystemStorage(settings)
    case 'AzureBlob':
      return (await import('./azure-blob')).createAzureBlobStorage(settings)
    case 'AWS_S3':
      return (await import('./aws-s3')).createAwsS3Storage(settings)
  }
}

/** The process's storage. Throws `unavailable` when none was set up, `configuration` when the chosen one lacks a setting. */
export async function storage(): Promise<Storage> {
  const settings = storageSettings(envPart(storageVariables))
  if (settings === null) {
    throw new AppError('unavailable', 'No storage for files is set up.', {
      action: 'Whoever runs the console sets VOICEMAIL_HOME, or STORAGE_INTERFACE to AzureBlob or AWS_S3.',
    })
  }
  // Secrets print as a placeholder, so the name tells nothing.
  return processSingleton(`storage.${JSON.stringify(settings)}`, () => openStorage(settings))
}
