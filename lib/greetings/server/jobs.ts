import 'server-only'
import { z } from 'zod'
import { envPart } from '@/lib/env/env'
import { storageSettings, storageVariables } from '@/lib/env/storage'
import { defineJob } from '@/lib/jobs/define-job'
import { removeLeavingFiles, sweepStorage } from './sweep-files'

/** Where no storage is set up there is nothing to clean, and that is no failure. */
const hasStorage = () => storageSettings(envPart(storageVariables)) !== null

/** Files of greetings that are gone, and of uploads that were cut off. */
export const removeGreetingFiles = defineJob({
  name: 'greetings.remove-files',
  data: z.object({}),
  retryLimit: 0,
  expireInSeconds: 540,
  cron: '*/10 * * * *',
  run: async () => {
    if (hasStorage()) await removeLeavingFiles(new Date())
  },
})

/** Files that no row knows. */
export const sweepGreetingStorage = defineJob({
  name: 'greetings.sweep-storage',
  data: z.object({}),
  retryLimit: 2,
  expireInSeconds: 3600,
  cron: '41 3 * * *',
  run: async () => {
    if (hasStorage()) await sweepStorage(new Date())
  },
})
